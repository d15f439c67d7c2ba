"""Words that tell what a block of an official text is, per language; where they are silent, punctuation decides."""

from __future__ import annotations

import re

# Who speaks in an enacting body: "The General Assembly,", "The States Parties to the present Convention,".
_ORGANS = (
    r"Assembly|Council|Commission|Committee|Conference|Parties|Part(?:y|ies)|States|Governments|Members|Peoples|Meeting"
    r"|大会|理事会|委员会|会议|缔约国|缔约各国|各国|政府"
    r"|Ассамблея|Совет|Комиссия|Комитет|Конференция|Стороны|Государства|государства|Правительства|Совещание"
    r"|Assemblée|Conseil|Comité|Conférence|États|Parties|Gouvernements|Réunion"
    r"|Asamblea|Consejo|Comisión|Comité|Conferencia|Estados|Partes|Gobiernos|Reunión"
    r"|الجمعية|مجلس|لجنة|اللجنة|مؤتمر|الدول|الأطراف|الحكومات|الاجتماع"
)
ENACTING_BODY = re.compile(rf"^[^.;；。؛]{{0,100}}?(?:{_ORGANS})[^.;；。؛]{{0,80}}[,，،]$")
"""A block that names who adopts the text."""

PREAMBULAR = re.compile(
    r"^(?:\w+ing\b(?! and)|(?:Deeply |Gravely |Fully |Further |Also |Again )?(?:Convinced|Concerned|Aware|Mindful|Conscious|Guided|Alarmed|Determined|Resolved|Disturbed)\b"
    r"|忆及|回顾|注意到|铭记|认识到|强调|重申|考虑到|深信|确认|欢迎|关切|意识到|赞赏|着重|念及|表示|又|还|再次|深为|严重"
    r"|(?:[а-яА-ЯёЁ]+\s){0,3}?[а-яА-ЯёЁ]+(?:ая|яя|ив|ыв|ав|ясь|аясь|вшись|руя|дя)\b|(?:будучи|исходя|действуя|учитывая)\b"
    r"|(?:\w+\s)?\w+(?:ant|ante)\b|(?:Profondément |Vivement )?(?:Consciente?|Convaincue?|Préoccupée?|Guidée?|Résolue?s?)\b"
    r"|(?:\w+\s)?\w+(?:ando|endo|iendo)\b|(?:Profundamente )?(?:Consciente|Convencid[ao]|Preocupad[ao]|Guiad[ao])\b"
    r"|وإذ|إذ)",
    re.IGNORECASE,
)
"""A block that begins as preambular paragraphs begin."""

SIGNATURE = re.compile(
    r"^\W{0,3}(?:Signed|Firmado|Signé|Подпись|подпись|签名|签字|توقيع)\W{1,3}|^\(\*?\s?(?:Signed|Firmado|Signé)",
    re.IGNORECASE,
)
"""A signature block: "(Signed) Li Baodong"."""

NOTE = re.compile(
    r"^(?:\[.{1,300}\]|［.{1,300}］|[*†‡]{1,3}\s?\S.*|[¹²³⁴-⁹]+\s?\S.*|(?:Note|Notes|注|Примечание)[:：.].*)$",
    re.DOTALL,
)
"""A block that remarks on the text: an editor's note in brackets, a footnote."""

FURNITURE = re.compile(
    r"^(?:\d{1,3}\s+|\d{1,3}/\d{1,3}\s+)?\d\d-\d{5}(?:\s*\([A-Z]\))?(?:\s+\d{1,3}(?:/\d{1,3})?)?$|^\d{1,4}$|^[-–—]\s?\d{1,4}\s?[-–—]$"
    r"|^[*_\-=—–·•\s]{1,80}$"
)
"""What the printed page adds: job numbers (11-49656), page numbers, rules."""
