"""Sentences about forms, papers and printing."""

from __future__ import annotations

PAPERS = {
    "form.font_missing": "缺少打印字体[ {file}]，没有生成文件。请管理员重新安装本程序。",
    "form.font_damaged": "打印字体[ {file} ]读不出来，没有生成文件。请管理员重新安装本程序。",
    "form.missing_glyph": "打印字体里缺字[：{characters}]，没有生成文件，内容已保留。请把缺的字报给管理员。",
    "form.too_long": "有一栏[（{field}）]内容过长，缩小后仍放不下，没有生成文件，内容已保留。请改短后再生成。",
    "form.forbidden_words": "意见栏里有不能写的字样[：{words}]，没有生成文件。请修改后再生成。",
    "form.graduation_date": "毕业日期应为 6 月 30 日或 12 月 30 日，没有生成文件。请核对批次。",
    "form.acceptance_code": "申请编号不能做成二维码，没有生成文件。请核对申请编号。",
    "form.photo_unreadable": "毕业照片读不出来，没有生成文件。请重新取得毕业照片后再生成。",
    "form.layout_missing": "缺少登记表版式文件[ {file}]，没有生成文件。请管理员重新安装本程序。",
    "form.layout_invalid": "登记表版式文件[ {file} ]有误，没有生成文件。请管理员核对版式。",
    "form.layout_unknown": "没有这种登记表版式，没有生成文件。请在设置中重新选择。",
    "form.copies": "份数应为 1 至 9 份，没有生成文件。请重新填写份数。",
    "form.pdf_unreadable": "文件读不出来，不能预览。请重新生成。",
    "registration_form.not_filled": "考生尚未填写登记表，不能导出。请考生登录省平台填写，同步后再导出。",
    "notice.texts_unreadable": "一次性告知单的文字读不出来，没有生成。请管理员重新安装本程序。",
    "notice.text_missing": "一次性告知单缺一项说明[（编号 {code}）]，没有生成。请把编号告诉管理员。",
    "demo.county_unknown": "演示数据里没有这个县区，没有生成。请换一个县区代码。",
    "demo.not_a_demo": "这个文件夹里是真实数据，不能用于演示，没有改动。请换一个空文件夹。",
    "value_names.unreadable": "代码名称表读不出来，显示的是代码。请管理员重新安装本程序。",
}
