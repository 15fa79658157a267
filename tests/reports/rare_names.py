"""Invented names that trip printing: rare, doubled, long, with dots, beyond U+FFFF."""

from __future__ import annotations

RARE_NAMES = (
    # In use as names, many of them absent from GBK.
    *("龑䶮", "王䶮", "李㛃", "赵㬎", "陈㼆", "吴㙍", "周㳘", "刘㵑", "杨㸌", "何㻬"),
    *("黄䲮", "张䴉", "孙䎃", "郑䏲", "冯䓖", "褚䌹", "卫䓛", "蒋䗖", "沈䗛", "韩㴔"),
    # 通用规范汉字 beyond the BMP.
    *("张𬱖", "钱𠅤", "孙𬴂", "周𫍯", "吴𫘧", "郑𬍛", "王𬭎", "冯𬘭", "陈𫓹", "褚𬭚"),
    *("卫𬬻", "蒋𬭤", "沈𬴊", "韩𫖮", "杨𬀩", "朱𫄸", "秦𬙂", "尤𫘜", "许𬇕", "何𬣙"),
    *("吕𬤊", "施𫟹", "张𬭸", "孔𬒈", "曹𬊤", "严𫐓", "华𬶏", "金𬸚", "魏𫛭", "陶𬕂"),
    # Extensions B to F that only the fallback face has.
    *("姜𠮷", "戚𡈽", "谢𡧛", "邹𢆯", "喻𣏾", "柏𣲗", "水𤧛", "窦𤩽", "章𥇍", "云𥖄"),
    *("苏𦍌", "潘𦒉", "葛𧄍", "奚𧿹", "范𨨏", "彭𨱏", "郎𩽾", "鲁𪉂", "韦𪨊", "昌𪩘"),
    *("马𫝀", "苗𫝄", "凤𫞂", "花𫠜", "方𫢸", "俞𬀀", "任𬺈", "袁𬻿", "柳𭀖", "酆𮯠"),
    # Names of many syllables, with the dot of GB/T 40637.
    "阿卜杜热合曼江·买买提图尔孙·阿不都热依木",
    "古丽巴哈尔·艾合买提",
    "吉克·阿依莫·史布嫫",
    "斯琴高娃·孛儿只斤·阿拉坦格日勒",
    "扎西次仁·丹增旺堆",
    # The same letter twice, side by side with its radical.
    "一⼀一⼈人⼈",
    "行⾏不不理理",
    # Latin, diacritics, apostrophes.
    "Nguyễn Thị Ánh",
    "D’Arcy Müller-Noël",
    "林 Zoë",
)
