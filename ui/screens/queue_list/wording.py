"""Every word of the queue list."""

TITLE = "待办名单"
COLUMNS = {"name": "姓名", "id_number": "身份证号", "candidate_no": "准考证号", "phone": "手机", "waiting": "已等待"}
EMPTY = "这个队列里没有人在等。"
EMPTY_HINT = "按 Esc 返回工作台。"
MORE = "只列出等待最久的前 {count} 人。"
LOADING = "正在读取…"
HINT = "按 Enter 看档案，按 F8 出一次性告知单。"
KEYS = {"choose": "选考生", "open": "打开档案", "notice": "一次性告知单", "refresh": "刷新"}
