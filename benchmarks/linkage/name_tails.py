"""Longer tails of the name pools of Asian and Hispanic families: their heads stand in the stand-in's pools.

Weights continue those of `crawler.standin.name_pools`; each pool keeps the concentration that is known
of it (Kim about a fifth of Koreans, Nguyen about 38 in 100 Vietnamese, Patel about 15 in 100 Indians).
"""

from __future__ import annotations

from crawler.standin.chance import table

CHINESE_SYLLABLES = table("""
Ai:2 An:3 Bao:2 Bei:1 Bi:2 Biao:1 Can:1 Cai:2 Chang:3 Chen:3 Chi:2 Chong:1 Chu:2 Chuan:2 Da:3 Dan:4 Di:1
Die:1 En:2 Er:1 Fan:3 Fei:4 Fen:3 Fu:3 Gui:4 Guang:3 Han:3 He:4 Heng:2 Huan:2 Hu:1 Ji:4 Jiao:2 Jin:6 Jiu:1
Ju:3 Ke:3 Kang:2 Kun:2 Kuo:1 Lai:1 Le:2 Lian:3 Lu:4 Luo:1 Lun:1 Man:2 Mao:1 Meng:4 Miao:2 Mu:1 Nan:3
Ning:4 Nuo:1 Pei:4 Pu:1 Qiao:2 Qiong:2 Qiu:3 Quan:3 Ran:2 Ren:2 Rui:4 Ruo:2 Run:1 Sen:1 Shao:3 Shi:5
Shuai:1 Shuang:2 Shun:2 Si:4 Song:3 Su:4 Tai:1 Tian:4 Tong:3 Wan:2 Wu:2 Xi:3 Xian:4 Xiu:5 Xu:2 Xuan:2 Ya:4
Yang:4 Yao:3 Ye:2 Yin:4 You:2 Yuan:5 Yue:4 Ze:2 Zhao:2 Zheng:4 Zhu:3 Zi:4 Zong:1 Zu:1 Zuo:1 Chien:1 Hsiu:1
Tzu:1 Hsin:1 Shih:1
""")
KOREAN_SYLLABLES = table("""
Ae:2 Beom:1 Cheol:1 Choon:1 Chan:3 Do:2 Duk:1 Eui:1 Gi:2 Gil:1 Gwang:1 Ha:3 Hae:2 Hak:1 Hyang:1 Hyuk:2
Hyung:3 Jeong:4 Jong:3 Ju:4 Joong:1 Jun:4 Keun:1 Kun:1 Kyeong:1 Mee:1 Mok:1 Moon:2 Nam:3 Ok:3 Rae:1 Ran:2
Rim:1 Ryong:1 Sae:1 Seo:2 Seok:2 Shin:2 So:2 Soon:4 Suk:3 Taek:1 Uk:1 Un:1 Wan:1 Wook:2 Ye:2 Yeol:1
Yeong:2 Yo:1 Yoon:3 Yul:1
""")
VIETNAMESE_GIVEN = table("""
Ai An Bach Bich:2 Cam Chi:3 Chinh Chuong Cuc Dao Diep Dieu Dinh Dong Duyen:2 Giang:3 Giao Hao Hau Hien:3
Hiep:2 Hoai Hoan Hop Hue:3 Huong:3 Huu Khai Khang:2 Khiem Kieu Lam Lap Le:2 Lien:2 Loc:3 Loi:2 Luc Luan Ly
Manh Man Ngan:3 Nghia:3 Nghi Nguyen:2 Nguyet Nhan:2 Nhat Nhi:2 Nhu:3 Phat:2 Phuc:3 Phu Quang:3 Que Quoc:2
Quy:2 Sang Sinh Suong Tai:3 Tan:2 Thai:2 Tham Thi Thien:2 Thinh:2 Tho Thoa Thong Thu:4 Thuan:2 Thuc Thuong
Tin Toan:2 Tram:3 Trieu Trung:3 Truc:3 Tuyen:2 Tuyet:3 Tung:2 Uyen:3 Vi Viet:3 Vien Xuyen Y
""")
INDIAN_SURNAMES = table("""
Acharya:3 Agrawal:6 Ahuja:3 Anand:3 Arora:6 Babu:2 Bajaj:2 Balakrishnan:2 Bansal:4 Basu:2 Bedi:2 Bhakta:5
Bhalla:2 Bhandari:3 Bhargava:2 Bhattacharya:2 Bose:2 Brahmbhatt:4 Chacko:3 Chadha:2 Chandra:3 Chauhan:4
Chawla:3 Cherian:3 Chopra:4 Dalal:3 Das:6 Dave:7 Desouza:2 Deshmukh:2 Dhaliwal:4 Dhillon:5 Dixit:2
Dsouza:3 Dutta:3 Gajjar:2 Gandhi:4 Ganesan:2 George:6 Ghosh:3 Gill:5 Gopal:2 Goel:4 Gohil:2 Grewal:3
Grover:2 Hegde:2 Jacob:5 Jadeja:1 Jadhav:2 James:2 Jani:4 Jha:2 John:4 Joseph:8 Kadakia:2 Kale:1 Kamath:2
Kansara:1 Kapadia:3 Kapur:2 Karia:1 Kazi:2 Khan:10 Khanna:3 Khatri:2 Kohli:2 Kotecha:1 Krishna:2 Kurian:3
Kuruvilla:2 Lad:2 Lakhani:2 Lal:2 Mahajan:3 Makwana:2 Malik:4 Mangat:1 Mathur:3 Mehra:2 Mishra:5 Mody:1
Mohan:3 Mukherjee:3 Murthy:3 Nagpal:2 Nambiar:1 Nanda:2 Narang:2 Narayan:2 Narayanan:3 Natarajan:2 Oza:2
Padhiar:1 Pai:2 Panchal:4 Pandey:4 Pandit:2 Panicker:1 Parekh:5 Parmar:4 Patil:4 Pathak:3 Philip:5
Prajapati:3 Prasad:5 Puri:3 Raghavan:2 Rajan:3 Raju:2 Raman:3 Rana:4 Rathod:3 Raval:2 Rawal:1 Sahni:2
Samuel:2 Sandhu:6 Sanghvi:3 Sarkar:2 Saxena:4 Sehgal:2 Sen:2 Seth:3 Sethi:4 Shetty:4 Shukla:4 Sidhu:5
Simon:1 Sinha:4 Solanki:4 Sood:2 Soni:5 Sridhar:2 Srinivasan:4 Srivastava:4 Sundaram:2 Suri:2 Swamy:1
Talati:2 Tandon:2 Tank:1 Thakkar:5 Thakur:3 Thomas:12 Thakor:1 Tiwari:3 Upadhyay:3 Vaidya:3 Varma:3 Vasa:1
Venkataraman:1 Verma:5 Virani:1 Vyas:4 Wadhwa:2 Yadav:4 Zaveri:2
""")
INDIAN_GIVEN = table("""
Aditi Ajay:3 Akash:2 Akshay:2 Alka Amar Ami Amisha:2 Anand:2 Aniket Anil:3 Anita:3 Anjana Ankita:3 Ankur:2
Anuja Aparna:2 Archana:3 Arpita:2 Arun:2 Arvind Asha:2 Ashish:3 Ashwin Avani:2 Bharat:2 Bhavesh:2 Bhavik
Bhavika:2 Bhumi Bijal:2 Binita Charmi:2 Chaitali:2 Chetan Chintan Daksha Deepak:3 Deepali:2 Deepika:2
Dharmesh Dhaval:3 Dhruv:2 Dimple:2 Dipa Dipak Dipti:2 Falguni:2 Gaurav:3 Gayatri Geeta:2 Girish Gunjan
Hardik:3 Hemal Hemant Hema Heena:2 Hina:2 Hiral:3 Hiren:2 Ila Isha:2 Jagruti:2 Jaimin Jalpa:2 Janvi Jay:3
Jayesh:2 Jigar:2 Jigna:2 Jinal:2 Jwalant Kajal:2 Kalpana:2 Kalpesh:2 Kamal Kapil Karan:2 Kaushik Kavya
Ketan:2 Ketki Khushbu:3 Kinjal:3 Kiran:3 Kirti Krina Krishna:2 Krunal Lata Leena Madhavi Madhu:2 Mahesh:2
Mamta Mayur:2 Mayuri:2 Mihir:2 Milan Mital Mitesh Mona:2 Mukesh Naina Namrata:2 Nandini Naresh Neel
Neelam:2 Neeta Neeraj Nidhi:3 Niki Nilam Nimesh Nimisha Nina Niral Nirali:3 Niraj:2 Nishant:2 Nita Nupur
Palak:2 Pallavi:3 Pankaj:2 Paresh Parul:2 Pinal:2 Poonam:3 Prachi:2 Pradeep:2 Pragna Pranav:2 Prashant:2
Pratik:3 Preeti:3 Prerna Purvi:2 Raina Rajesh:3 Raju Rajvi Rakhi Ramesh:2 Rashmi:2 Reena:2 Rekha:2
Reshma:2 Richa:2 Riddhi:3 Rima Rina Rishi Ritesh Roshni:2 Rucha Ruchi:2 Ruchita Rupa Rupal:2 Rutvi
Sachin:2 Samir Sangita:2 Sanjiv Sapna:2 Sarita Satish Saurabh:2 Saurin Seema:3 Shalini:2 Shreya:3 Shilpa:3
Shital:2 Shivani:3 Shobha Shraddha:2 Shruti:3 Siddharth Simran:2 Smita:2 Sonali:2 Sonia:2 Srinivas:2 Sudha
Sudhir Sujata Sumit:2 Sunil:3 Sweta:2 Tanvi:2 Tejal:3 Tejas:2 Trupti:2 Tushar:2 Uday Uma Umesh Urmi Usha:2
Vandana:2 Varsha:2 Vidhi:2 Vidya Vimal Vinay:2 Vinod:2 Vipul:2 Viral:2 Viren Vivek:3 Yash:2 Yamini Yogesh
Zankhana
""")
HISPANIC_SURNAMES = table("""
Acevedo:6 Acosta:9 Aguirre:8 Alfaro:3 Almeida:2 Alonso:3 Amaya:3 Andrade:5 Anaya:2 Aponte:3 Aragon:3
Aranda:2 Arce:3 Arellano:4 Arias:5 Armendariz:2 Arredondo:4 Arroyo:5 Avalos:3 Avila:8 Ayala:8 Baca:3
Baez:4 Balderas:2 Baldwin:1 Ballesteros:1 Barajas:4 Barragan:2 Barrera:7 Barrientos:2 Barrios:4 Batista:3
Bautista:4 Becerra:3 Beltran:5 Benavides:3 Benitez:4 Bermudez:3 Bernal:4 Blanco:5 Bonilla:4 Borrego:1
Bravo:5 Briones:2 Brito:3 Bueno:2 Burgos:4 Bustamante:3 Bustos:2 Caballero:4 Cabrera:8 Calderon:7
Camacho:7 Campos:8 Cano:5 Cantu:5 Caraballo:2 Cardenas:7 Cardona:4 Carranza:2 Carrasco:4 Carrillo:7
Carrion:2 Casas:3 Casillas:3 Castaneda:6 Castellanos:4 Ceballos:2 Ceja:2 Centeno:2 Cepeda:2 Cervantes:6
Chacon:4 Cisneros:5 Collazo:2 Colon:6 Contreras:7 Cordero:4 Cordova:5 Corona:4 Corral:2 Correa:4 Cortes:6
Cortez:8 Cuevas:5 Davila:5 Deleon:6 Diego:2 Duarte:5 Duran:8 Echeverria:2 Elizondo:2 Enriquez:5
Escamilla:2 Escobar:5 Escobedo:3 Esparza:5 Espinosa:6 Esquivel:4 Esteban:1 Farias:3 Felix:4 Fernandez:16
Ferrer:3 Fierro:2 Franco:7 Frias:2 Fuentes:8 Gaitan:1 Galindo:4 Gallardo:4 Gallegos:7 Galvan:5 Gamboa:3
Gamez:2 Garibay:2 Garrido:2 Giron:2 Godinez:3 Godoy:3 Gonzales:14 Granados:3 Grijalva:2 Guardado:1
Guerra:8 Guevara:5 Guillen:4 Haro:1 Henriquez:2 Heredia:2 Hidalgo:3 Huerta:5 Hurtado:4 Infante:2
Iglesias:3 Irizarry:2 Izquierdo:1 Jaime:2 Jaramillo:4 Jasso:1 Jurado:1 Lara:7 Leal:4 Ledesma:3 Leiva:2
Lemus:2 Leon:8 Leyva:3 Limon:2 Linares:3 Lira:2 Lobato:1 Lomeli:1 Longoria:2 Lorenzo:2 Lozano:6 Lucero:4
Lugo:4 Lujan:4 Luna:9 Macias:6 Madera:1 Madrid:4 Madrigal:3 Magana:4 Maldonado:8 Mancilla:1 Manriquez:2
Manzano:2 Marin:5 Marquez:8 Marrero:3 Marroquin:3 Mata:4 Mateo:2 Matos:4 Maya:2 Meza:6 Mejia:9 Melendez:6
Mena:3 Mendez:10 Menchaca:1 Mercado:5 Merino:2 Milian:1 Miramontes:1 Miranda:7 Mojica:3 Molina:8
Montalvo:4 Montanez:2 Montano:3 Monroy:2 Montes:5 Mora:5 Morales:10 Moran:5 Mosqueda:1 Mota:2 Moya:3
Munguia:2 Murillo:5 Najera:3 Naranjo:2 Narvaez:2 Nava:4 Navarrete:3 Navarro:9 Nevarez:2 Nieto:3 Nieves:4
Noriega:2 Novoa:1 Nunez:10 Ocampo:3 Ojeda:3 Olivares:4 Olivas:2 Olivera:1 Oliveros:1 Olmos:2 Olvera:3
Ontiveros:3 Oquendo:1 Orellana:2 Oropeza:1 Orta:2 Osorio:4 Osuna:1 Otero:4 Pabon:2 Pacheco:8 Padron:2
Pagan:4 Palacios:5 Palma:3 Palomino:2 Pantoja:3 Paredes:4 Parra:5 Patino:3 Paz:4 Pedraza:3 Pedroza:2
Pena:12 Peralta:5 Perales:3 Perea:2 Pichardo:2 Pimentel:4 Pineda:6 Pinto:3 Plascencia:2 Polanco:4 Ponce:5
Portillo:4 Posada:1 Preciado:2 Prieto:4 Puente:3 Puga:1 Pulido:3 Quezada:3 Quinones:4 Quintana:4
Quintanilla:3 Quiroga:2 Quiroz:4 Ramon:2 Rangel:5 Razo:1 Regalado:2 Renteria:3 Resendiz:2 Reyna:3
Reynoso:3 Ricardo:1 Rico:3 Rincon:3 Rios:10 Rivas:7 Rivero:2 Robledo:2 Robles:7 Rocha:5 Rodriquez:4
Rojas:8 Roldan:2 Roman:7 Romo:3 Roque:2 Rosado:4 Rosales:7 Rosario:6 Roybal:1 Rubio:6 Rueda:2 Saavedra:2
Saenz:4 Salas:7 Salcedo:3 Saldana:4 Saldivar:2 Salgado:5 Salinas:8 Samaniego:1 Santana:7 Santiago:9
Santillan:2 Santos:10 Sauceda:2 Segovia:3 Segura:4 Sepulveda:4 Serna:3 Serrano:8 Sierra:4 Silva:11
Solano:3 Solis:8 Solorzano:2 Soria:2 Sosa:6 Suarez:9 Tafoya:2 Tamayo:2 Tapia:5 Tejada:3 Tejeda:2 Tellez:3
Teran:2 Terrazas:2 Toledo:3 Toro:2 Tovar:4 Trejo:4 Trevino:7 Trujillo:8 Urbina:2 Uribe:3 Urena:1 Valdes:4
Valdivia:2 Valencia:6 Valentin:4 Valenzuela:6 Valle:4 Vallejo:4 Varela:4 Vasquez:9 Vazquez:10 Velasco:5
Velasquez:7 Velazquez:6 Velez:6 Venegas:2 Vera:5 Verdugo:1 Vicente:2 Vidal:4 Viera:1 Vigil:4 Villa:5
Villalobos:5 Villanueva:5 Villarreal:6 Villasenor:2 Villegas:6 Yanez:3 Ybarra:4 Yepez:1 Zambrano:3
Zapata:5 Zaragoza:3 Zarate:3 Zavala:6 Zayas:2 Zepeda:4 Zuniga:6
""")
JAPANESE_TAIL = table("""
Abe:4 Ando:3 Arai:3 Arakawa:2 Azuma:1 Baba:1 Chiba:2 Doi:2 Fujii:4 Fujimoto:4 Fukuda:3 Goto:4 Hamada:3
Harada:4 Hara:3 Hashimoto:5 Higa:3 Hirano:3 Hirata:3 Honda:3 Ichikawa:2 Iida:2 Ikeda:5 Imai:3 Inouye:2
Ishida:3 Ishii:4 Iwasaki:2 Iwata:2 Kaneko:4 Kato:8 Kawaguchi:2 Kawamoto:2 Kikuchi:4 Kinoshita:2 Kojima:3
Kondo:3 Kubo:3 Maeda:4 Masuda:2 Matsuda:4 Matsui:2 Miura:3 Miyamoto:3 Miyazaki:2 Morimoto:3 Murakami:4
Nagai:2 Nakagawa:3 Nakajima:4 Nakano:3 Nakashima:3 Nishida:2 Noda:2 Noguchi:2 Nomura:2 Oda:2 Oka:1 Ono:3
Otani:2 Ozaki:2 Saito:9 Sakai:3 Sasaki:6 Shibata:3 Shimada:2 Sugimoto:3 Sugiyama:2 Taira:1 Takagi:2
Takeda:3 Takeuchi:3 Tamura:3 Toyama:1 Tsuchiya:2 Uchida:3 Ueno:3 Uehara:2 Wada:3 Yamada:9 Yamaguchi:6
Yamasaki:2 Yamashita:5 Yokoyama:2 Yoshida:8 Yoshimura:2
""")
JAPANESE_GIVEN = table("""
Ai Aiko:3 Akemi:2 Ami Asami Asuka Atsuko:2 Chie:2 Chieko Chika Chiyo Eiko:2 Emiko:3 Eri:2 Etsuko:2
Fumiko:2 Hana Haruka:2 Haruko Hideko Hiroko:4 Hiromi:3 Hisako Ikuko Izumi:2 Kana:2 Kanako Kayo Kayoko
Kazuko:3 Kazumi Kiyomi Kumi Kumiko:2 Kyoko:3 Machiko Mai:2 Maki:2 Mami:2 Mari:3 Mariko:3 Masako:3 Masami
Mayu Mayumi:4 Megumi:3 Michi Michiko:3 Midori:3 Mie Mieko Miki:2 Minako Misako Mitsuko Miyuki:3 Momoko
Nana Nao Natsuko Noriko:3 Reiko:2 Rieko Rika Ryoko Sachiko:3 Saori Satoko Sayaka Sayuri Setsuko Shizuka
Shoko Sumiko Tae Takako Tomoko:4 Toshiko Yasuko Yoshiko:3 Yuka:2 Yuki:4 Yukari Yukiko:3 Daisuke:2 Eiji
Goro Hajime Haruo Hideki:2 Hiro:2 Hisashi Isamu Jiro Junichi Katsumi Kazu Keita Kei Kenichi:2 Kenta
Kentaro Masahiro:2 Masaki Masato Mitsuru Naoki:2 Noboru Osamu:2 Ryo:2 Ryota Satoshi:3 Shigeru Shin Shingo
Shota Susumu Tadashi Takeshi:3 Takuya Tetsuya Tomohiro Toru Toshio Tsutomu Yasuo Yasushi Yoichi Yosuke
Yutaka
""")
