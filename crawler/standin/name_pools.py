"""Pools of surnames and given names, with weights about as skewed as real ones.

Weights are rough frequencies (US census lists, and what is commonly known of Chinese, Korean,
Vietnamese, Indian, Hispanic, Japanese and Filipino names). Each pool is combined with the
others by chance, so a full name means nobody.
"""

from __future__ import annotations

from crawler.standin.chance import table

US_SURNAMES = table("""
Smith:88 Johnson:70 Williams:58 Brown:53 Jones:52 Miller:42 Davis:41 Wilson:29 Anderson:28 Thomas:27
Taylor:27 Moore:26 Jackson:26 Martin:25 Lee:20 Thompson:24 White:24 Harris:22 Clark:20 Lewis:19
Robinson:19 Walker:19 Young:17 Allen:17 King:17 Wright:16 Scott:16 Hill:15 Green:15 Adams:15 Nelson:15
Baker:15 Hall:14 Campbell:14 Mitchell:13 Carter:13 Roberts:13 Phillips:12 Evans:12 Turner:12 Parker:12
Edwards:11 Collins:11 Stewart:11 Morris:11 Murphy:11 Cook:11 Rogers:10 Morgan:10 Cooper:10 Peterson:10
Bailey:10 Reed:10 Kelly:10 Howard:10 Ward:9 Cox:9 Richardson:9 Wood:9 Watson:9 Brooks:9 Bennett:9 Gray:9
James:9 Hughes:9 Price:8 Myers:8 Long:8 Foster:8 Sanders:8 Ross:8 Powell:8 Sullivan:8 Russell:8
Fisher:7 Henderson:7 Cole:7 Hamilton:7 Graham:7 Wallace:7 West:7 Reynolds:7 Hayes:6 Bryant:6 Gibson:6
Ellis:6 Stevens:6 Ford:6 Marshall:6 Owens:6 McDonald:6 Harrison:6 Kennedy:6 Wells:6 Olson:6 Simpson:5
Porter:5 Hunter:5 Crawford:5 Henry:5 Boyd:5 Mason:5 Warren:5 Dixon:5 Burns:5 Gordon:5 Shaw:5 Holmes:5
Rice:5 Robertson:5 Hunt:5 Black:5 Daniels:5 Palmer:5 Mills:5 Nichols:5 Grant:5 Knight:5 Ferguson:4 Rose:4
Stone:4 Hawkins:4 Dunn:4 Perkins:4 Hudson:4 Spencer:4 Gardner:4 Stephens:4 Payne:4 Pierce:4 Berry:4
Matthews:4 Arnold:4 Wagner:4 Willis:4 Ray:4 Watkins:4 Larson:4 Carlson:4 Snyder:4 Duncan:4 Andrews:4
Schmidt:4 Weber:3 Schultz:3 Schneider:3 Becker:3 Meyer:3 Hoffman:3 Keller:3 Fischer:3 Klein:3 Cohen:4
Levy:2 Katz:2 Goldberg:2 Friedman:2 Rosen:2 Shapiro:2 Epstein:1 Weiss:2 O'Brien:3 O'Connor:3 O'Neill:2
McCarthy:2 MacDonald:1 St._John:1 Van_Dyke:1 Van_den_Berg:1 De_Luca:1 D'Angelo:1 Esposito:1 Romano:1
Russo:2 Moretti:1 Novak:1 Kowalski:1 Wisniewski:1 Jensen:3 Hansen:3 Christensen:2 Petersen:1 Lindqvist:1
Björk:1 Müller:1 Grün:1 Dubois:1 Lefèvre:1 Petrov:1 Volkov:1 Sokolova:1 Petrosyan:1 Hakobyan:1
Hosseini:1 Karimi:1 Rahimi:1 Tehrani:1 Haddad:1 Khoury:1 Okafor:1 Adeyemi:1 Mensah:1 Tesfaye:1
""")

# Heads and tails make about two thousand rare surnames, as the long tail of a census has them.
RARE_HEADS = table("""
Ald Ash Ban Beck Birk Black Blen Brad Bram Brent Brock Burl Cald Carl Chad Clif Cob Crans Crow
Dal Dray Dun Eld Els Fair Farn Fen Gar Glen Gran Had Hal Hart Hather Haw Hazel Hen Holl Hurst Kel
Ken King Lang Lin Lock Lud Mar Mel Mil Mor Nor Oak Orm Pem Pen Ral Red Rock Ros Row Sel Shel
Stan Sten Stock Thorn Til Tren Wad Wal War Wel West Whit Wid Win Wol Wood Wyn
""")
RARE_TAILS = table("""
berg bridge brook burn bury by combe cott croft dale den field ford gate ham haven hurst land
ley low man marsh mere more ridge shaw stead stone ton wick wood worth
""")

US_WOMEN = table("""
Mary:20 Patricia:14 Jennifer:26 Linda:12 Elizabeth:22 Barbara:9 Susan:13 Jessica:24 Sarah:24 Karen:14
Lisa:17 Nancy:10 Margaret:8 Sandra:9 Ashley:18 Kimberly:18 Emily:19 Donna:7 Michelle:20 Carol:6 Amanda:18
Melissa:18 Deborah:8 Stephanie:17 Rebecca:17 Laura:15 Sharon:7 Cynthia:9 Kathleen:10 Amy:18 Angela:14
Shirley:2 Anna:12 Brenda:6 Pamela:7 Emma:8 Nicole:17 Helen:4 Samantha:13 Katherine:16 Christine:13
Debra:5 Rachel:16 Carolyn:5 Janet:5 Catherine:9 Maria:8 Heather:16 Diane:6 Ruth:4 Julie:13 Olivia:6
Joyce:3 Virginia:3 Victoria:9 Kelly:13 Lauren:14 Christina:13 Joan:4 Evelyn:2 Judith:4 Megan:13 Andrea:12
Cheryl:5 Hannah:10 Jacqueline:6 Martha:3 Gloria:2 Teresa:6 Ann:5 Sara:10 Madison:4 Frances:2 Kathryn:8
Janice:3 Jean:3 Abigail:6 Alice:3 Julia:9 Judy:3 Sophia:3 Grace:5 Denise:5 Amber:8 Danielle:11 Tiffany:8
Erin:12 Kristen:9 Allison:9 Holly:6 Tara:5 Molly:5 Claire:3 Leah:5 Jill:5 Robin:4 Wendy:5 Tracy:4 Beth:4
Naomi:2 Robyn:1 Renée:1 Zoë:1 Chloë:1 Hope:1 Willow:1 Juniper:1 Sage:1 Ingrid:1 Astrid:1
""")
US_MEN = table("""
James:22 Robert:20 John:21 Michael:32 David:27 William:18 Richard:13 Joseph:14 Thomas:12 Charles:8
Christopher:22 Daniel:20 Matthew:21 Anthony:10 Mark:13 Donald:5 Steven:12 Paul:9 Andrew:15 Joshua:14
Kenneth:7 Kevin:12 Brian:14 George:6 Timothy:10 Ronald:5 Edward:6 Jason:13 Jeffrey:11 Ryan:14 Jacob:8
Gary:5 Nicholas:11 Eric:11 Jonathan:10 Stephen:8 Larry:4 Justin:9 Scott:9 Brandon:8 Benjamin:9 Samuel:7
Gregory:7 Alexander:8 Patrick:7 Frank:4 Raymond:3 Jack:3 Dennis:3 Jerry:3 Tyler:7 Aaron:7 Adam:8 Nathan:7
Henry:3 Zachary:6 Douglas:5 Peter:6 Kyle:7 Noah:2 Ethan:3 Jeremy:6 Christian:4 Keith:4 Sean:6 Austin:4
Roger:2 Terry:2 Jesse:3 Bryan:4 Ian:3 Evan:3 Luke:3 Seth:2 Joel:2 Craig:3 Todd:3 Derek:3 Neil:1 Alan:2
Walter:2 Arthur:2 Lawrence:3 Gerald:2 Theodore:1 Leonard:1 Desmond:1 Björn:1 André:1 Søren:1 Ansel:1
""")

CHINESE_SURNAMES = table("""
Wang:72 Li:68 Zhang:66 Liu:52 Chen:58 Yang:32 Huang:28 Zhao:22 Wu:26 Zhou:20 Xu:20 Sun:17 Ma:13 Zhu:13
Hu:12 Guo:12 He:11 Lin:20 Luo:9 Gao:10 Liang:9 Zheng:9 Xie:8 Tang:9 Han:7 Feng:7 Deng:6 Cao:6 Peng:6
Zeng:6 Xiao:6 Tian:5 Dong:5 Pan:5 Yuan:5 Cai:5 Jiang:8 Yu:8 Du:5 Ye:5 Cheng:6 Wei:6 Su:5 Lu:9 Ding:5
Ren:4 Yao:4 Shen:5 Zhong:4 Cui:4 Tan:4 Fan:4 Shi:4 Liao:3 Jia:3 Xia:3 Fu:4 Fang:3 Zou:3 Xiong:2 Bai:2
Meng:2 Qin:2 Qiu:2 Hou:2 Yin:2 Xue:2 Yan:4 Lei:2 Tao:2 Gu:2 Mao:2 Hao:2 Gong:2 Shao:1 Wan:1 Qian:1
Wong:26 Chan:24 Lee:30 Cheung:8 Leung:8 Lau:7 Ng:9 Ho:7 Lam:8 Chow:5 Yeung:3 Kwok:4 Tsai:8 Hsu:9 Hsieh:6
Chang:20 Chiu:5 Tseng:4 Chou:5 Kuo:4 Tsao:2 Yip:3 Fung:4 Mak:3 Tam:3 Tse:3 Kwan:3 Poon:2 Chu:5 Chiang:4
Ouyang:1 Szeto:1 Tu:2 Shih:2 Yeh:3
""")
CHINESE_SYLLABLES_WOMEN = table("""
Xiao:12 Mei:9 Hong:9 Yan:9 Li:9 Hua:7 Ying:8 Yu:7 Xin:6 Jing:9 Lin:6 Hui:8 Chun:5 Shu:5 Wen:6 Qing:5 Fang:5
Ping:5 Na:3 Min:4 Juan:4 Lan:4 Xia:4 Qin:3 Rong:4 Ling:6 Yi:5 Jia:5 Qi:3 Ting:4 Xue:3 Feng:4 Zhen:3 Yun:4
""")
CHINESE_SYLLABLES_MEN = table("""
Jian:10 Ming:9 Wei:11 Jun:8 Zhi:8 Guo:8 Hao:5 Bin:5 Yong:6 Hai:5 Jie:5 Peng:4 Qiang:4 Dong:5 Lei:4 Tao:4
Chao:4 Bo:4 Hua:5 Wen:5 Yu:6 Zhong:4 Xiang:4 Feng:5 Gang:3 Liang:4 Long:3 Sheng:4 De:3 Cheng:3 Kai:3
Shan:2 Ping:3 Xin:3 Yi:4
""")
KOREAN_SURNAMES = table("""
Kim:215 Lee:148 Park:84 Choi:47 Jung:26 Chung:18 Jeong:8 Kang:23 Cho:19 Jo:4 Yoon:16 Yun:5 Jang:17 Chang:8
Lim:15 Im:4 Han:15 Oh:15 Shin:18 Seo:12 Suh:5 Kwon:14 Hwang:13 Ahn:13 An:4 Song:13 Hong:11 Yoo:11 Yu:4
Jeon:7 Chun:4 Ko:8 Moon:8 Son:6 Yang:9 Bae:7 Baek:4 Paik:2 Heo:4 Huh:3 Nam:5 Shim:5 Noh:3 Roh:1 Ha:4
Kwak:3 Sung:3 Cha:3 Joo:4 Woo:3 Koo:3 Min:3 Ryu:4 Na:3 Chin:1 Um:2 Chae:2 Bang:2 Pyo:1 Do:1
""")
KOREAN_SYLLABLES_WOMEN = table("""
Ji:12 Min:9 Hyun:6 Soo:7 Young:11 Eun:12 Jin:7 Kyung:8 Hye:9 Mi:9 Hee:7 Jung:8 Yeon:6 Seon:4 Sook:5 Sun:6
Yoo:3 Na:3 In:3 Ah:3 Bo:2 Hyo:2 Yu:2 Won:2 Joo:4 Ja:3 Kyong:2 Sil:1
""")
KOREAN_SYLLABLES_MEN = table("""
Sung:10 Jae:10 Young:9 Seung:7 Sang:8 Jin:7 Hyun:8 Min:7 Joon:6 Woo:6 Kyu:4 Dong:7 Tae:5 In:4 Yong:5 Ho:7
Chul:5 Won:5 Hwan:3 Ki:4 Byung:3 Jong:5 Myung:3 Hoon:4 Soo:4 Il:2 Kwang:3 Chang:3 Han:2 Suk:3
""")
VIETNAMESE_SURNAMES = table("""
Nguyen:380 Tran:115 Le:95 Pham:72 Huynh:42 Hoang:24 Phan:30 Vu:26 Vo:25 Dang:21 Bui:19 Do:17 Ho:14 Ngo:13
Duong:12 Ly:10 Dinh:9 Luong:7 Trinh:8 Truong:12 Lam:8 Mai:5 Ta:4 To:3 Chau:4 Cao:5 Luu:4 Doan:4 Thai:3 Quach:2
""")
VIETNAMESE_WOMEN = table("""
Anh:9 Hoa:6 Lan:7 Huong:9 Mai:8 Linh:9 Thao:8 Phuong:9 Thuy:9 Trang:8 Ngoc:7 Hanh:5 Quynh:5 Kim:5 Loan:5
My:5 Nga:5 Oanh:3 Tam:3 Thanh:5 Tien:3 Trinh:4 Van:5 Xuan:3 Yen:5 Nhung:4 Hong:4 Ha:4 Diem:2 Vy:3
""")
VIETNAMESE_MEN = table("""
Minh:10 Tuan:9 Hung:9 Dung:7 Hai:7 Long:7 Nam:5 Bao:5 Duc:7 Khanh:5 Quan:4 Son:6 Thanh:6 Tien:4 Tu:3 Vinh:5
Hoang:5 Huy:6 Khoa:4 Phong:4 Thang:4 Binh:5 Cuong:4 Hieu:4 Kiet:2 Anh:3 Dat:4 Tri:3
""")
INDIAN_SURNAMES = table("""
Patel:150 Shah:62 Singh:40 Kaur:20 Sharma:28 Kumar:16 Gupta:24 Desai:22 Mehta:18 Reddy:18 Rao:16 Iyer:8
Nair:9 Joshi:14 Mathew:10 Varghese:6 Agarwal:8 Jain:10 Parikh:9 Trivedi:8 Bhatt:8 Kulkarni:9 Deshpande:7
Menon:4 Pillai:4 Krishnan:5 Subramanian:4 Venkatesan:2 Chaudhari:5 Pandya:5 Amin:7 Rai:3 Malhotra:4 Kapoor:4
Doshi:4 Sheth:4 Vora:4 Modi:3 Mistry:4 Gandhi:4 Naik:3 Bhagat:2 Ramachandran:2 Chakraborty:2 Banerjee:2
""")
INDIAN_WOMEN = table("""
Priya:9 Pooja:8 Neha:9 Anjali:7 Kavita:5 Sunita:4 Meera:3 Nisha:7 Ritu:4 Shweta:6 Swati:5 Deepa:5 Jyoti:4
Sneha:5 Divya:6 Amita:3 Bhavna:3 Hetal:5 Komal:4 Krupa:4 Mansi:4 Payal:4 Rachana:2 Sonal:5 Urvi:2 Vaishali:3
Harpreet:3 Lakshmi:3 Radhika:4 Aarti:3 Janki:2 Dhara:3
""")
INDIAN_MEN = table("""
Amit:9 Raj:6 Sanjay:5 Vijay:5 Rahul:7 Nikhil:5 Jignesh:4 Hitesh:4 Ankit:5 Chirag:4 Darshan:2 Kunal:4 Manish:5
Mehul:3 Nilesh:4 Parth:3 Rakesh:3 Rohan:4 Sagar:3 Sandeep:4 Suresh:4 Vikas:3 Vishal:4 Ashok:3 Gurpreet:2
Harish:2 Karthik:3 Prakash:3 Ravi:5 Samir:3
""")
HISPANIC_SURNAMES = table("""
Garcia:86 Rodriguez:80 Martinez:76 Hernandez:71 Lopez:65 Gonzalez:62 Perez:49 Sanchez:45 Ramirez:41 Torres:32
Flores:31 Rivera:29 Gomez:27 Diaz:26 Reyes:23 Morales:22 Cruz:21 Ortiz:21 Gutierrez:21 Chavez:18 Ramos:18
Ruiz:17 Alvarez:16 Mendoza:15 Vasquez:13 Castillo:13 Jimenez:13 Moreno:13 Romero:13 Herrera:12 Medina:12
Aguilar:12 Vargas:11 Castro:11 Guzman:10 Mendez:10 Fernández:9 Muñoz:10 Salazar:9 Garza:9 Soto:9 Vega:8
Delgado:8 Peña:8 Ríos:7 Alvarado:7 Sandoval:7 Contreras:7 Valdez:6 Guerrero:6 Dominguez:6 Estrada:6 Ortega:6
Núñez:6 Maldonado:5 Espinoza:5 Padilla:5 Cervantes:4 Figueroa:4 Zúñiga:3 De_la_Cruz:5 De_Leon:4
De_los_Santos:2 Ávila:3 Cárdenas:4
Bañuelos:1 Ibarra:3 Juárez:3 Quintero:2 Villarreal:2 Zamora:3 Ochoa:3 Orozco:3 Montoya:3
""")
HISPANIC_WOMEN = table("""
Maria:30 Ana:10 Guadalupe:5 Rosa:6 Carmen:5 Leticia:4 Veronica:7 Claudia:5 Patricia:6 Gabriela:8 Alejandra:6
Adriana:6 Sandra:5 Monica:7 Laura:6 Diana:6 Elena:4 Isabel:4 Lucía:3 Sofía:3 Daniela:5 Karina:4 Yolanda:3
Esperanza:2 Mónica:2 José_Maria:1 Marisol:4 Beatriz:3 Cristina:5 Silvia:4 Teresa:4 Xiomara:1
""")
HISPANIC_MEN = table("""
José:20 Juan:15 Luis:12 Carlos:12 Jesús:8 Miguel:10 Francisco:8 Antonio:6 Manuel:6 Jorge:7 Alejandro:7
Ricardo:5 Eduardo:5 Fernando:5 Roberto:5 Javier:6 Rafael:4 Sergio:4 Hector:4 Oscar:5 Raúl:3 Ramón:3
Andrés:4 Martín:3 Ángel:3 Gerardo:3 Arturo:3 Enrique:3 Diego:4 Gustavo:2
""")
FILIPINO_SURNAMES = table("""
Reyes:28 Santos:27 Cruz:25 Bautista:16 Garcia:15 Mendoza:12 Dela_Cruz:20 Villanueva:10 Aquino:9 Castillo:9
Ramos:16 Pascual:6 Manalo:5 Dizon:6 Tolentino:5 Macaraeg:2 Catacutan:1 Magbanua:2 Del_Rosario:8 Fernandez:8
Gonzales:8 Santiago:9 Soriano:6 Mercado:7 Navarro:6 Salvador:4 Valdez:5 Domingo:6 Pangilinan:2 Bondoc:2
""")
JAPANESE_SURNAMES = table("""
Tanaka:14 Suzuki:14 Sato:12 Yamamoto:13 Nakamura:11 Kobayashi:8 Ito:10 Watanabe:10 Takahashi:9 Kimura:7
Hayashi:6 Mori:5 Inoue:5 Matsumoto:6 Shimizu:5 Fujita:4 Okada:4 Hasegawa:3 Ishikawa:3 Ogawa:3 Sakamoto:3
Nishimura:2 Endo:2 Aoki:2 Ueda:2 Morita:2 Ota:2 Oshiro:2
""")
JAPANESE_WOMEN = table(
    "Yuko:8 Keiko:8 Akiko:7 Yumi:7 Naoko:6 Emi:6 Mika:5 Junko:4 Kaori:5 Yoko:5 Miho:3 Aya:4 Rie:3"
)
JAPANESE_MEN = table(
    "Kenji:8 Hiroshi:8 Takashi:6 Makoto:4 Kazuo:3 Akira:4 Shinichi:2 Jun:3 Ken:4 Taro:2 Yoshi:3 Koji:4"
)

# Names taken beside an Asian given name; also given names of those born here.
WESTERN_WOMEN = table("""
Grace:9 Amy:8 Jenny:7 Christine:6 Jennifer:7 Michelle:7 Susan:5 Helen:5 Vivian:5 Connie:4 Angela:6 Cindy:5
Tina:4 Linda:5 Joyce:4 Esther:5 Eunice:3 Sharon:4 Jane:4 Julie:5 Christina:5 Karen:4 Lily:5 Alice:4 Rachel:3
""")
WESTERN_MEN = table("""
David:10 Kevin:9 Daniel:8 James:7 Andrew:6 Peter:6 Paul:6 Brian:6 Michael:7 John:6 Steven:5 Eric:5 Jason:5
Joseph:5 Alex:4 Henry:4 Tony:4 Raymond:3 Samuel:3 Frank:3 Edward:3 Albert:2 Wilson:2
""")

MIDDLES_WOMEN = table("""
A:5 M:5 L:4 J:4 R:2 E:3 Marie:14 Ann:13 Anne:4 Lynn:10 Elizabeth:9 Lee:4 Jane:5 Rose:5 Louise:4 Nicole:4
Michelle:3 Christine:3 Kathryn:2 Grace:3 Renee:3 Diane:2 Jean:3 Kay:2 Sue:2 Claire:2 Catherine:2 Joy:2 Hope:1
""")
MIDDLES_MEN = table("""
A:5 M:4 L:3 J:5 R:3 E:3 James:8 Michael:7 David:7 William:6 Joseph:6 Robert:5 John:6 Thomas:5 Edward:4 Allen:4
Scott:4 Lee:5 Ray:2 Paul:3 Alexander:2 Daniel:2 Patrick:2 Charles:2 Andrew:2 Wayne:1 Dean:1
""")
