"""Other forms of one name: nicknames and the other ways of writing an Asian surname."""

from __future__ import annotations


def _variants(text: str) -> dict[str, tuple[str, ...]]:
    pairs = (item.partition(":") for item in text.split())
    return {name: tuple(forms.split(",")) for name, _, forms in pairs}


NICKNAMES = _variants("""
Robert:Bob,Rob William:Bill,Will Richard:Rick,Dick James:Jim,Jimmy John:Jack,Johnny Michael:Mike David:Dave
Joseph:Joe Thomas:Tom Charles:Chuck,Charlie Christopher:Chris Daniel:Dan,Danny Matthew:Matt Anthony:Tony
Steven:Steve Stephen:Steve Andrew:Andy,Drew Joshua:Josh Kenneth:Ken Timothy:Tim Edward:Ed,Ted Jeffrey:Jeff
Nicholas:Nick Jonathan:Jon Benjamin:Ben Samuel:Sam Gregory:Greg Alexander:Alex Patrick:Pat Raymond:Ray
Zachary:Zach Douglas:Doug Lawrence:Larry Theodore:Ted Ronald:Ron Donald:Don Gerald:Jerry Jennifer:Jen,Jenny
Elizabeth:Liz,Beth,Betsy Patricia:Pat,Patty Barbara:Barb Jessica:Jess Margaret:Peggy,Meg Kimberly:Kim
Deborah:Debbie,Deb Debra:Debbie Rebecca:Becky Cynthia:Cindy Kathleen:Kathy,Katie Katherine:Kate,Katie,Kathy
Kathryn:Kate,Kathy Catherine:Cathy,Cate Christine:Chris,Tina Christina:Tina,Chrissy Samantha:Sam
Susan:Sue,Susie Pamela:Pam Victoria:Vicky,Tori Teresa:Terry Abigail:Abby Jacqueline:Jackie Judith:Judy
Amanda:Mandy Melissa:Missy Stephanie:Steph Nicole:Nikki Michelle:Shelly Allison:Ally Frances:Fran
Guadalupe:Lupe Francisco:Paco,Frank Alejandra:Alex Gabriela:Gaby Eduardo:Eddie
""")
ROMANIZATIONS = _variants("""
Wang:Wong Zhang:Chang Chen:Chan Li:Lee Zhao:Chao Xu:Hsu Huang:Hwang Zhou:Chou Lin:Lam Liang:Leung Cai:Tsai
Xie:Hsieh Guo:Kuo Zheng:Cheng Jung:Jeong Chung:Jung Lee:Yi Park:Pak Choi:Choe Kang:Gang Cho:Jo Yoon:Yun
Lim:Im Ahn:An Yoo:Yu Seo:Suh Ko:Go Noh:Roh Baek:Paik Jang:Chang Jeon:Chun Heo:Huh Ryu:Yoo
""")
