"""English."""

from aligner.text.language import (
    Abbreviations,
    Calendar,
    Clock,
    Figures,
    Formulas,
    Language,
    Modality,
    NegationWords,
    NumberWords,
    divisions,
)
from aligner.text.rows import DIGIT, OUTSIDE, SPACES

LANGUAGE = Language(
    tag="en",
    name="English",
    scripts=("Latn",),
    divisions=divisions(
        part="part",
        title="title",
        chapter="chapter",
        section="section",
        article="article",
        rule="rule principle",
        annex="annex appendix",
    ),
    conjunctions="and or",
    ranges="to",
    function_words=(
        "a an and are as at be been but by could did do does for from had has have he her his how if in into is "
        "it its may might must nor of on or our shall she should so such than that the their them there these "
        "they this those to under upon was we were what when where which while who whose will with would you your"
    ),
    units="""
        day: day days
        week: week weeks
        month: month months
        year: year years year-old
        hour: hour hours hr hrs
        minute: minute minutes min
        second: seconds sec
        kilometer: kilometre kilometres kilometer kilometers
        meter: metre metres meter meters
        centimeter: centimetre centimetres centimeter centimeters
        millimeter: millimetre millimetres millimeter millimeters
        mile: mile miles
        nautical-mile: nautical_mile nautical_miles mile miles
        foot: foot feet ft
        inch: inch inches
        yard: yard yards
        hectare: hectare hectares
        acre: acre acres
        square-kilometer: square_kilometre square_kilometres square_kilometer square_kilometers sq_km
        square-meter: square_metre square_metres square_meter square_meters sq_m
        cubic-meter: cubic_metre cubic_metres cubic_meter cubic_meters
        tonne: tonne tonnes ton tons metric_ton metric_tons
        kilogram: kilogram kilograms kilo kilos kilogramme kilogrammes
        gram: gram grams gramme grammes
        milligram: milligram milligrams
        pound: pound pounds lb lbs
        liter: litre litres liter liters
        gallon: gallon gallons
        barrel: barrel barrels
        percent: per_cent percent percentage_points percentage_point
        permille: per_mille per_mill per_thousand
        celsius: degrees_celsius degrees_centigrade degrees
        fahrenheit: degrees_fahrenheit degrees
        kilowatt: kilowatt kilowatts
        megawatt: megawatt megawatts
        EUR: euro euros
        USD: us_dollar us_dollars united_states_dollars american_dollars dollar dollars
        CAD: canadian_dollars dollar dollars
        AUD: australian_dollars dollar dollars
        HKD: hong_kong_dollars dollars
        GBP: pounds_sterling pound_sterling british_pounds pound pounds
        JPY: yen japanese_yen
        CNY: yuan renminbi
        RUB: rouble roubles ruble rubles russian_roubles russian_rubles
        CHF: swiss_francs swiss_franc francs
        INR: rupee rupees indian_rupees
        KRW: won
    """,
    calendar=Calendar(
        months=(
            "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep "
            "october|oct november|nov december|dec"
        ),
        others={
            "islamic": (
                "muharram safar rabi_al-awwal|rabi'_al-awwal|rabi_i "
                "rabi_al-thani|rabi'_al-thani|rabi_al-akhir|rabi_ii jumada_al-ula|jumada_al-awwal|jumada_i "
                "jumada_al-akhirah|jumada_al-thani|jumada_ii rajab sha'ban|shaban|sha’ban ramadan shawwal "
                "dhu_al-qi'dah|dhu_al-qa'dah|dhul_qadah|dhul-qa'dah "
                "dhu_al-hijjah|dhul_hijjah|dhul-hijjah|dhu_al-hijja"
            ),
            "persian": ("farvardin ordibehesht khordad tir mordad|amordad shahrivar mehr aban azar dey bahman esfand"),
            "hebrew": (
                "nisan|nissan iyar|iyyar sivan tammuz av elul tishrei|tishri heshvan|cheshvan|marheshvan "
                "kislev tevet|teveth|tebeth shevat|shvat adar|adar_i adar_ii"
            ),
        },
        ordinals="st nd rd th",
        of="of",
        month_first=True,
    ),
    clock=Clock(
        patterns=(
            (
                r"{H}(?:[.:]{M})?(?:{S}(?:-|–|to|and){S}(?P<hour2>[01]?\d)(?:[.:](?P<minute2>[0-5]\d))?)?"
                r"{S}(?P<half>[ap])\.?{S}m\b\.?"
            ),
            r"{HH}{M}(?: and (?P<hour2>[01]\d|2[0-4])(?P<minute2>[0-5]\d))?(?= (?:hours|hrs|h)\b)",
        ),
        hints=((DIGIT, "ap", ".m" + SPACES), (DIGIT, SPACES, "ap", ".m" + SPACES), (DIGIT, " ", "h")),
        morning="a",
        afternoon="p",
    ),
    figures=Figures(
        scales="""
            3: thousand
            6: million mn
            9: billion bn
            12: trillion tn
        """,
        short="mks",
    ),
    number_words=NumberWords(
        values="""
            0: zero no none nil midnight
            1: one first once single firstly sole
            2: two binary second twice both secondly pair bilateral biennial biennium double dual couple two-fold
            2: twofold
            3: three third thirdly triple trilateral triennial threefold
            4: four fourth fourthly quadrennial quadruple
            5: five fifth quinquennial
            6: six sixth
            7: seven seventh
            8: eight eighth octal
            9: nine ninth
            10: ten tenth
            ×10: decade decades
            11: eleven eleventh
            12: twelve twelfth noon midday
            ×12: dozen dozens
            13: thirteen thirteenth
            14: fourteen fourteenth fortnight
            15: fifteen fifteenth
            16: sixteen sixteenth hexadecimal
            17: seventeen seventeenth
            18: eighteen eighteenth
            19: nineteen nineteenth
            20: twenty twenties twentieth
            30: thirty thirties thirtieth
            40: forty forties fortieth
            50: fifty fifties fiftieth
            60: sixty sixties sixtieth
            70: seventy seventies seventieth
            80: eighty eighties eightieth
            90: ninety nineties ninetieth
            100: hundred hundreds hundredth
            ×100: century centuries
            1000: thousand thousandth thousands
            1000000: million millionth millions
            1000000000: billion billionth billions
            1/2: half halves
            1/3: thirds
            1/5: fifths
            1/4: quarter quarters fourths quarters
        """,
        joins="and a",
    ),
    negation=NegationWords(
        idle=r"""
            \bnot only\b | \bnot least\b | \bnot (?:more|less|later|earlier|fewer) than\b
            | \bno (?:later|less|more|fewer|earlier|sooner) than\b | \bno doubt\b | \bno\.
            | \bwhether or not\b | \bnot to mention\b | \bno longer\b | \bnot limited to\b
            | \bnot-for-profit\b | \bif not\b | \bor not\b | \bwhy not\b | \bnot just\b | \bnot merely\b
            | \bnot simply\b | \bno matter\b | \bno exception | \bno one should have any doubt
            | \bnot only\b | \bnot-yet | \bno more than | \bnot un | \bnot alone\b | \bnot until\b
            | \bnever (?:more|better|so)\b | \bnot long (?:after|before|ago)\b
            | \bno (?:wonder|stranger|small)\b | \bnothing (?:but|short of)\b | \bfor nothing\b
            | n[’']t (?:it|you|they|he|she|we|i)\? | \bcannot wait\b | \bcan[’']?t wait\b
            | \bno \w+ing\W*\Z | \b(?:not|n[’']t) forget | \bnone\Z | \bcannot (?:help )?but\b | \bwhy (?:do|does|did|would|is|are|ca)n[’']t\b
        """,
        plain=r"""
            \bnot\b | \bcannot\b | n(?:[’']|'')t\b | \bnever\b | \bno\b | \bneither\b | \bnone\b | \bnobody\b
            | \bnothing\b | \bnowhere\b
        """,
        implied=r"""
            \bnot\b | \bno\b | \bnor\b | \bnone\b | \bnever\b | \bnon[- ]?\w | \bwithout\b | \black
            | \babsen[ct] | \berror | \bfail | \brefrain | \bprevent | \bavoid | \bprohibit | \bden(?:y|ie|ial)
            | \brefus | \breject | \bexclu | \bunless\b | \bhardly\b | \bbarely\b | \bfew\b | \blittle\b
            | \bonly\b | \bexempt | -free\b | \bfree (?:of|from)\b | \babstain | \bimposs | \bimmun
            | \bimpun | \bforbid | \bban(?:s|ned)?\b | \bfar from\b | \bbeyond\b | \bother than\b
            | \brather than\b | \binstead of\b | \btoo\b | \byet to\b | \bpending\b | \bscarce | \bstop
            | \bregardless\b | \billegal | \birre | \bignor | \bneglect
            | \bun(?!it|ion|iv|der|til|iq|if|il|ani|esco|dp|ep|hcr|icef|fpa|cit|ctad|ido|odc|oci|to\b|s\b)
            | \bdis(?:agree|appear|continu|regard|satisf)
            | \bmis(?:match|sing) | \bdiffer | \bskip | \bin(?:suff|adeq|abil|capab|corr|complet|consist|equal|secur|valid|accur|approp|compat|toler|admiss|alien|violab|significant|operat)
            | \bremain(?:s|ed)? to\b | \bshort of\b | \bno-one\b | \bdespite\b | \bsolely\b | \bmerely\b
            | \bsilent | \bdevoid | \bbereft | \bdepriv | \bto be desired | \bmal(?:form|func)
            | \bout of (?:range|bounds|order|date)
            | \b(?:need|meaning|help|home|power|hope|state|worth|point|harm|use|end|count|doubt)less
        """,
        neutral=r"""
            \bnot only\b | \bno (?:later|less|more|fewer) than\b
            | \bnon-(?:govern|prolif|perman|align|self|paper)\w* | \bwhether or not\b | \bno\. ?\d
        """,
        shared=r"without\b(?<=\bwithout)[^.;:]*\bor\b",
        signs=r"n(?:ot(?: |(?<= not))|not(?<=cannot)|(?:[’']|'')t|ever|o |either|othing|one|obody|owhere)",
        hints=(
            (OUTSIDE, "n", "o", "tnbw" + OUTSIDE),
            (OUTSIDE, "n", "e", "vi"),
            ("n", "n", "o", "t"),
            ("n", "'’", "t"),
            ("n", "'", "'", "t"),
        ),
        affirmed={
            "cannot": "can",
            "never": "always",
            "none": "all",
            "nobody": "everybody",
            "nothing": "everything",
            "nowhere": "everywhere",
            "neither": "both",
        },
    ),
    modality=Modality(
        idle=r"\bso that [^.;,]{1,40} may\b | \bmay wish\b | \bas may be\b",
        obligation=r"\bshall\b | \bmust\b",
        duty=r"\bneeds? to\b | \b(?:has|have|had|having) to\b | \b(?:is|are|be|was|were) (?:needed|necessary|required|obliged|obligated|bound)\b",
        recommendation=r"\bshould\b | \bought to\b",
        permission=r"\bmay\b | \b(?:is|are|be) entitled to\b",
        intention=r"\bwill\b",
        ability=r"\bcan\b",
        open=r"""
            \bcould\b | \bmight\b | \bwould\b | \bable to\b | \bpossible\b
            | \b(?:is|are) to\b | \b(?:authori[sz]ed|permitted|allowed|free) to\b
        """,
        prohibition=r"""
            \b(?:shall|must|may|can|should|could|might|will) (?:\w+ ){0,2}(?:not|no|never|neither|only)\b | \bcannot\b | \b(?:can|must|may|should|could|wo)n[’']t\b
            | \bno (?:\w+ ){1,5}(?:shall|may|can|must|should|will)\b | \bno ?one (?:shall|may|can|must|should)\b
            | \bneither\b[^.;]{0,60}\b(?:shall|may|can|must|should)\b | \bnothing\b[^.;]{0,60}\b(?:shall|may|can|must|should)\b
        """,
        obliges=((OUTSIDE, "s", "h", "ao"), (OUTSIDE, "m", "u", "s"), (OUTSIDE, "o", "u", "g")),
        permits=((OUTSIDE, "m", "a", "y"), ("t", "i", "t", "l")),
        recommends=((OUTSIDE, "s", "h", "o"), (OUTSIDE, "o", "u", "g")),
        both=r"\band\b",
        either=r"\bor\b(?! [\d$])",
        limits=r"(?<!\bnot )\bonly\b | \bunless\b | \bsubject to\b | \bexcept\b | \bsolely\b | \bprovided that\b",
        limits_implied=r"""
            \balone\b | \bsole\b | \bother than\b | \b(?:so|as) long as\b | \binsofar as\b | \bbut\b | \bjust\b | \bmerely\b | \blimit
            | \bexcept | \bexclusive | \bspecifically\b | \bscarcely\b | \bmarginal | \bneither\b | \bin addition\b | \bif\b | \bwhen\b
        """,
    ),
    abbreviations=Abbreviations(
        followed=(
            "Mr Mrs Ms Messrs Dr Prof Rev Fr Hon Gen Col Lt Capt Maj Sgt Gov Sen Rep Pres Amb St Ste Mt Ft No Nos "
            "Art Arts art arts para paras Para Paras par sect sects Sect sec chap chaps Chap ch vol vols Vol p pp "
            "fig figs Fig Figs tab Add Corr Rev Res res Doc doc Ser Supp Suppl ed eds trans cf Cf e.g eg i.e ie "
            "viz vs v ca c approx al incl excl Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Dept Univ Op op "
            "cit ibid Ibid seq"
        ),
        may_end="etc U.S U.K U.N E.U U.S.A U.S.S.R D.C a.m p.m A.M P.M B.C A.D Inc Corp Ltd Co Jr Sr Ph.D M.D Esq ff",
        starters=(
            "The This That These Those It Its He She They We You In On At By For From With Under As If When While "
            "After Before However But And Or Nor No Not Nothing All Any Each Some Such There Here Who What Where "
            "Why How His Her Their Our To An"
        ),
    ),
    formulas=Formulas(
        organs=(
            r"Assembly|Council|Commission|Committee|Conference|"
            r"Parties|Part(?:y|ies)|States|Governments|Members|Peoples|Meeting"
        ),
        recitals=r"Whereas\b",
        preambular=(
            r"\w+ing\b(?! and)|(?:Deeply |Gravely |Fully |"
            r"Further |Also |Again )?(?:Convinced|Concerned|Aware|Mindful|Conscious|Guided|Alarmed|Determined|Resolved|Disturbed)\b"
        ),
        signed="Signed",
        note="Note|Notes",
        opening_leads="to also fully not",
        opening_goes_on=(
            "that with in into to of upon on its also the fully further deeply strongly once again account mind "
            "concern regard appreciation satisfaction regret consideration endeavour"
        ),
    ),
)
