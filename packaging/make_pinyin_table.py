"""Writes resources/codes/pinyin.json from the data of pypinyin (MIT licence): run by hand when pypinyin is renewed.

Usage: .venv/bin/python packaging/make_pinyin_table.py
"""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

TARGET = Path(__file__).parent.parent / "resources" / "codes" / "pinyin.json"

# Characters that occur in names and that pypinyin lacks.
MISSING = {"𠮷": "ji"}

# Second readings that are heard in names; the first one is the table's own. Own list.
ALSO = """
乐 yue le|行 hang xing|长 zhang chang|重 chong zhong|朝 zhao chao|曾 zeng ceng|单 shan|解 xie|传 zhuan|盛 cheng sheng
晟 cheng sheng|茜 xi qian|莘 shen xin|柏 bo bai|会 kuai hui|俞 shu yu|仇 qiu|秘 bi mi|折 she zhe|繁 po fan|隗 kui wei
谌 shen chen
褚 chu zhu|句 gou ju|覃 tan qin|牟 mu mou|隽 juan jun|颉 jie xie|阿 a e|缪 mou miao|翟 di zhai|召 shao zhao
员 yun yuan|区 ou qu|朴 piao pu|种 chong zhong
查 zha cha|盖 ge gai|大 dai da|佴 er nai|郇 huan xun|婼 chuo ruo|蔚 yu wei
参 shen can|藏 zang cang|薄 bo bao|祭 zhai ji|沈 chen shen
适 kuo shi|蕃 fan bo|角 jue jiao|炅 gui jiong|宓 mi fu
郗 xi chi|娜 nuo na|浚 jun xun|泷 long shuang|栎 li yue|艾 ai yi|尉 yu wei|强 jiang qiang|冼 xian|洗 xian xi|都 du dou
黑 he hei|那 na|奇 ji qi|车 ju che|石 dan shi|万 mo wan
葛 ge|厦 xia sha|露 lu lou|薇 wei|珏 jue|玟 min wen|旻 min|岷 min
婧 jing|菁 jing|旸 yang|璟 jing|翯 he|玢 bin fen|阗 tian|钿 dian tian|峤 qiao jiao|荨 xun qian|涵 han|咏 yong|焘 tao dao
"""


def _readings() -> dict[str, str]:
    found = {chr(point): to_normal(text.split(",")[0], v_to_u=False) for point, text in PINYIN_DICT.items()}
    plain = {
        character: reading
        for character, reading in found.items()
        if reading.isascii() and (len(reading) > 1 or reading in "aeo") and reading not in ("ng", "hm", "hng")
    }
    return MISSING | plain


def _second_readings(readings: dict[str, str]) -> dict[str, list[str]]:
    also: dict[str, list[str]] = {}
    for item in ALSO.replace("\n", "|").strip("|").split("|"):
        character, *heard = item.split(" ")
        other = [reading for reading in heard if reading != readings.get(character)]
        if other:
            also[character] = other
    return also


def main() -> None:
    readings = _readings()
    by_reading: dict[str, list[str]] = defaultdict(list)
    for character, reading in sorted(readings.items()):
        by_reading[reading].append(character)
    content = {
        "_about": {
            "readings": f"pypinyin {version('pypinyin')} (MIT licence): first reading, no tones, ü as v",
            "also": "second readings heard in names: own list",
            "made_by": "packaging/make_pinyin_table.py",
        },
        "readings": {reading: "".join(characters) for reading, characters in sorted(by_reading.items())},
        "also": {character: " ".join(other) for character, other in sorted(_second_readings(readings).items())},
    }
    TARGET.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(readings)} characters, {len(by_reading)} readings")


if __name__ == "__main__":
    main()
