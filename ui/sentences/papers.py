"""Sentences about forms, papers and printing."""

from __future__ import annotations

PAPERS = {
    "form.font_missing": "缺少打印字体[ {file}]，没有生成文件。请管理员重新安装本程序。",
}
