"""Vietnamese."""

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
    tag="vi",
    name="Vietnamese",
    scripts=("Latn",),
    divisions=divisions(
        part="phần",
        chapter="chương",
        section="mục tiểu_mục",
        article="điều",
        rule="quy_tắc nguyên_tắc",
        paragraph="khoản",
        item="điểm",
        annex="phụ_lục",
    ),
    label_ordinals="1: nhất thứ_nhất; 2: hai thứ_hai; 3: ba thứ_ba; 4: tư thứ_tư",
    alphabet="a b c d đ e g h i k l m n o p q r s t u v x y",
    conjunctions="và hoặc hay",
    ranges="đến tới",
    function_words=(
        "bị bằng bởi các cho chưa có cũng của do đã đang đây đó được để đến đều gì hay hoặc khi không là lại làm mà mỗi một này "
        "nên nếu như nhưng những nơi ở phải ra rằng sau sẽ sự tại theo thì thuộc trên trong trước từ và vào về vì với"
    ),
    calendar=Calendar(
        months=(
            "tháng_1|tháng_01|tháng_một|tháng_giêng tháng_2|tháng_02|tháng_hai tháng_3|tháng_03|tháng_ba "
            "tháng_4|tháng_04|tháng_tư tháng_5|tháng_05|tháng_năm tháng_6|tháng_06|tháng_sáu tháng_7|tháng_07|tháng_bảy "
            "tháng_8|tháng_08|tháng_tám tháng_9|tháng_09|tháng_chín tháng_10|tháng_mười tháng_11|tháng_mười_một "
            "tháng_12|tháng_mười_hai|tháng_chạp"
        ),
        of="năm",
    ),
    clock=Clock(
        patterns=(
            r"{H}{S}(?:giờ|h){S}{M}(?!\d)(?:{S}phút)?(?:{S}(?P<half>sáng|chiều|tối|đêm))?",
            r"\blúc\s{H}{S}giờ\b(?:{S}(?P<half>sáng|chiều|tối|đêm))?",
        ),
        hints=((DIGIT, "gh"), (DIGIT, SPACES, "gh")),
        afternoon="chiều tối",
    ),
    figures=Figures(
        decimal=",",
        scales="""
            3: nghìn ngàn
            6: triệu
            9: tỷ tỉ
        """,
    ),
    number_words=NumberWords(
        values="""
            0: không
            1: một mốt nhất thứ_nhất
            2: hai thứ_hai nhì đôi
            3: ba thứ_ba
            4: bốn tư thứ_tư
            5: năm lăm thứ_năm
            6: sáu thứ_sáu
            7: bảy bẩy thứ_bảy
            8: tám thứ_tám
            9: chín thứ_chín
            10: mười thứ_mười
            *10: mươi
            100: trăm
            1000: nghìn ngàn
            1000000: triệu
            1000000000: tỷ tỉ
            ×10: thập_kỷ thập_niên
            ×12: tá
            ×100: thế_kỷ
            1/2: nửa rưỡi
        """,
        joins="linh lẻ",
    ),
    negation=NegationWords(
        idle=r"\bkhông (?:chỉ|những)\b | \bkhông (?:quá|dưới|kém|ít hơn|muộn hơn|nhiều hơn)\b | \bhay không\b | \bcó \w+ không\b | \bhàng không\b | \bkhông gian\b | \bkhông khí\b | \bkhông quân\b | \bkhông phận\b",
        plain=r"\bkhông\b | \bchưa\b | \bchẳng\b | \bchả\b | \bđừng\b | \bcấm\b | \bchớ\b",
        implied=r"\bkhông | \bchưa | \bchẳng | \bđừng | \bcấm | \bchớ\b | \bngoại trừ | \btrừ | \bphi\b | \bvô\b | \bbất\b | \bthiếu | \btừ chối | \btránh | \bngăn | \bchỉ\b | \bmiễn | \bbác\b | \bphủ nhận | \bloại trừ | \bkhỏi\b",
        affirmed={"chưa": "đã"},
    ),
    abbreviations=Abbreviations(
        followed="Đ K tr Tr TP Tp Q P Th ThS TS GS PGS Ths số Số vd VD v tt T BT",
        may_end="v.v vv TCN SCN",
        starters="Trong Theo Các Những Khi Nếu Để Tại Trên Một Đây Việc Người",
    ),
    formulas=Formulas(
        organs="Hội đồng|hội đồng|Ủy ban|Uỷ ban|Hội nghị|Các bên|Các Bên|Các quốc gia|Chính phủ|Quốc hội",
        preambular=r"(?:Nhắc lại|Ghi nhận|Nhận thấy|Lưu ý|Xét|Căn cứ|Thừa nhận|Khẳng định|Mong muốn|Tin tưởng|Quan ngại|Hoan nghênh|Xem xét)\b",
        signed="Đã ký|Ký tên",
        note="Chú thích|Ghi chú",
        opening_goes_on="lại nhận rằng đến",
    ),
)
