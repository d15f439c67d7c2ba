"""Korean."""

from aligner.text.language import (
    Abbreviations,
    Calendar,
    Clock,
    Figures,
    Formulas,
    Language,
    NegationWords,
    NumberWords,
    divisions,
)
from aligner.text.rows import DIGIT, SPACES

LANGUAGE = Language(
    tag="ko",
    name="Korean",
    scripts=("Hang", "Hani"),
    quotations=(("“", "”"), ("‘", "’")),
    divisions=divisions(
        part="편 부", chapter="장", section="절 관", article="조", paragraph="항", item="호 목", annex="부속서 별표"
    ),
    alphabet="가 나 다 라 마 바 사 아 자 차 카 타 파 하",
    conjunctions="및 또는 와 과",
    ranges="내지 부터",
    function_words=(
        "이 그 저 것 수 등 및 또는 그리고 의 를 을 은 는 가 에 에서 와 과 로 으로 도 만 까지 부터 한 하는 하고 하여 한다 있는 있다 된 되는 "
        "된다 위한 위하여 대한 대하여 관한 관하여 따라 따른 의한 의하여 있다 없다"
    ),
    calendar=Calendar(month_mark="월"),
    clock=Clock(
        patterns=(
            r"(?P<half>오전|오후)\s?(?P<hour>[01]?\d|2[0-4])시(?!간)(?:\s?(?:(?P<thirty>반)|(?P<minute>[0-5]?\d)분))?",
            r"(?<!\d)(?<!오전)(?<!오후)(?<!오전\s)(?<!오후\s)(?P<hour>1\d|2[0-4])시(?!간)(?:\s?(?P<minute>[0-5]?\d)분)?",
        ),
        hints=((DIGIT, "시"), (DIGIT, SPACES, "시")),
        morning="오전",
        afternoon="오후",
    ),
    figures=Figures(
        # 조 is an article as well (제12조): it is a scale before money only.
        scales="""
            12: 조_원 조원 조_달러 조달러
            11: 천억
            10: 백억
            9: 십억
            8: 억
            7: 천만
            6: 백만
            5: 십만
            4: 만
            3: 천
        """,
        scale_end="",  # counters and particles follow without a space
        spaced=False,
        myriads=True,
    ),
    number_words=NumberWords(
        values="""
            0: 영 없음 없는 없습니다
            1: 하나 한 첫 첫째 첫번째 제일
            2: 둘 두 둘째 양
            3: 셋 세 셋째
            4: 넷 네 넷째
            5: 다섯 다섯째
            6: 여섯 여섯째
            7: 일곱 일곱째
            8: 여덟 여덟째
            9: 아홉 아홉째
            10: 열 열째
            20: 스물 스무
            30: 서른
            40: 마흔
            50: 쉰
            60: 예순
            70: 일흔
            80: 여든
            90: 아흔
            1/2: 절반 반
        """,
        inside=True,
        han="일一 이二 삼三 사四 오五 육六 륙六 칠七 팔八 구九 십十 백百 천千 만万 억亿",
    ),
    negation=NegationWords(
        idle="뿐(?:만)? 아니라|뿐만이 아니|않을 수 없|없지 않|적지 않|지 않으면 안|지 아니하면 아니|하지 않는 한|지도 모른",
        plain="않|아니(?:하|한|할|다|며|고|라|된|되)|없(?:다|는|이|으|음|고|을)|못(?:하|한|할)|안 (?:되|된|됨|돼|하|한)|말(?:아야|라|지)",
        implied="않|아니|없|못|안 |말아|말라|불[가-힣]|부[가-힣]정|비[가-힣]{2}|무[가-힣]|미[가-힣]{2}|금지|거부|거절|제외|외에|방지|회피|면제|결여|부족|이외|뿐|만 |삼가",
    ),
    abbreviations=Abbreviations(),
    formulas=Formulas(
        organs="총회|이사회|위원회|회의|당사국|체약국|국가들|정부|국회",
        preambular="[^.]{0,80}(?:상기하|유의하|인식하|확신하|고려하|재확인하|환영하|희망하|결의하|우려하)(?:고|며|여|면서)",
        signed="서명|（서명）",
        note="주|비고",
    ),
)
