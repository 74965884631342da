"""Tables for names: private-use characters that have a Unicode place now, and characters taken for one another."""

from __future__ import annotations

_GB18030_2000 = {
    0xE816: 0x20087,
    0xE817: 0x20089,
    0xE818: 0x200CC,
    0xE81E: 0x9FB4,
    0xE826: 0x9FB5,
    0xE82B: 0x9FB6,
    0xE82C: 0x9FB7,
    0xE831: 0x215D7,
    0xE832: 0x9FB8,
    0xE83B: 0x2298F,
    0xE843: 0x9FB9,
    0xE854: 0x9FBA,
    0xE855: 0x241FE,
    0xE864: 0x9FBB,
}
"""What GB 18030-2000 still left in private use; GB 18030-2022 gives these."""


def _gbk() -> dict[int, int]:
    """GBK put its 80 characters FE50 to FEA0 at U+E815 to U+E864; the codec knows all but those of the table above."""
    trails = (trail for trail in range(0x50, 0xA1) if trail != 0x7F)
    return {0xE815 + n: ord(bytes((0xFE, trail)).decode("gb18030")) for n, trail in enumerate(trails)}


_UNICODE_FOR = _gbk() | _GB18030_2000 | {0xE7C7: 0x1E3F, 0xE7C8: 0x01F9}

_LOOK_ALIKES = (
    "龑䶮", "堃坤", "喆哲嚞", "昇升陞", "峰峯", "群羣", "锺钟鍾鐘", "凌淩", "于於", "后後", "範范", "沈瀋", "游遊",
    "昆崑", "岩巖嵒", "秘祕", "涂塗", "肖萧蕭", "付傅", "阎闫閻", "戴代", "卢盧芦", "余馀餘", "云雲", "丑醜", "松鬆",
    "淼渺", "珏玨", "琉瑠", "煜昱", "祎袆禕褘", "镕熔鎔", "辉輝煇", "晖暉", "炜煒", "玮瑋", "韦韋", "颖穎頴", "赟贇",
    "妍姸", "姗姍", "册冊", "户戶", "吕呂", "宫宮", "黄黃", "产產", "卫衛衞", "强強彊", "彦彥",
    "颜顏顔", "真眞", "慎愼", "温溫", "潜潛", "晋晉", "邓鄧", "单單", "尧堯", "为為爲", "众眾衆", "里裏裡", "丰豐",
    "已己巳", "戊戌戍成", "未末", "土士", "日曰", "人入", "干千于", "王壬", "洋详", "候侯", "暄喧煊", "晴睛",
    "冶治", "泠冷", "汩汨", "菅管", "茆茚", "祇祗衹", "戢戬", "昊吴", "沫沬", "洺洛", "崇祟", "芊芋",
    "雎睢", "场扬", "裴斐", "萍苹蘋", "粱梁", "壶壸", "杲呆", "亳毫", "郗郄", "钧钩", "薜薛", "刁刀", "佘余", "汆氽",
    "頫𫖯", "頠𬱟", "璗𬍡", "暐𬀩", "洁潔㛃", "䲟鮣", "䗖螮",
)  # fmt: skip
"""Twins of simplified and traditional script, variants, and shapes that a quick eye confuses: for comparison only."""


_GROUPS = tuple(map(frozenset, _LOOK_ALIKES))


def without_private_use(text: str) -> str:
    """Known private-use characters as the Unicode ones; unknown ones stay and are shown as rare."""
    return text.translate(_UNICODE_FOR)


def are_look_alikes(left: str, right: str) -> bool:
    """Not transitive: 于 is taken for 干 and stands for 於, but nobody takes 干 for 於."""
    return any(left in group and right in group for group in _GROUPS)


def look_alikes_of(character: str) -> str:
    """All that may be taken for it, without itself: what a look-up tries besides."""
    found = frozenset[str]().union(*(group for group in _GROUPS if character in group))
    return "".join(sorted(found - {character}))
