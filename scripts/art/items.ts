import { blit, createPixels, outline, type Pixel, type Pixels, readSheet } from "./pixels";

const legend: Record<string, Pixel> = {
  ...{ k: "ink", c: "cream", w: "sand3", y: "sand2", t: "sand1", s: "sand0", e: "earth2", o: "earth1", z: "earth0" },
  ...{ g: "leaf5", l: "leaf4", m: "leaf3", n: "leaf2", d: "leaf1" },
  ...{ a: "stone4", b: "stone3", f: "stone2", h: "stone1", i: "stone0" },
  ...{ r: "ember1", q: "ember0", u: "ember2", v: "ember3", p: "bloom", x: "dusk2", j: "dusk1" },
  ...{ A: "sea4", B: "sea3", C: "sea2", D: "sea1" },
};

/** Items by their name in the table, 14 by 14 before the dark line around them. */
const pictures: Readonly<Record<string, Pixels>> = {
  ...readSheet(
    "wood fibre stone shell berry ore pearl",
    legend,
    `
    .............. .........gg... .............. .............. ......n....... .............. ..............
    .......sss.... ..g.....gll... .............. .....cwcc..... .....nd.ll.... .....bbf...... ....wwwwww....
    .....sseeso... ..gl...gll..g. .....aaab..... ...cwpcpwcc... ....nd.lmmn... ...bbffvuf.... ..wwccccwwww..
    ....seeeesso.. ...lm.glm..gl. ...aaaabbbf... ..cwpcwpcpwc.. ..mmnnlmnnd... ..bfffvuurh... .wwcccccwwwww.
    ...seoeeeseo.. g..lm.lm..glm. ..aabbbbffff.. .cwpcwcpcwpcw. .lmnddnnd..... .bfvufururqh.. .wcccccwwwwAA.
    .yyysseesoeo.. gl.lmglm.glm.. .aabbbbfffffh. .wpcwpcwpcwpw. .nd.d..d...... .fvuuruffhhh.. wwccccwwwwAAAB
    yttyyeseeoo... .lmlmlmnglm... .abbbbffffhhh. cwpcwpcwpcwpwx ..rrr..rrr.... bfuuurqfhhhhi. wwcccwwwwwAAAB
    tsstyeeeoso... ..lmnlmnlmn... abbbfffffhhhhi wpcwpcwpcwpwpx .rwurqrwurq... bffurqfvuhhii. wwwwwwwwwAAABB
    tsttyoeosseo.. ..tlmlmlmt.... abffffffhhhhii .pcwpcwpwpwpx. .ruurrruurq... ffhhqfvuurhiii wwwwwwwwAAABBp
    ttttyesseeeso. ..swywywst.... fffffhhhhhhiii ..cwpcwpwpwx.. .rrrqqrrrqq... fhhhhhuurqiii. wwwwwwAAAABBBp
    .tttyyyseoeeo. ..sttstses.... ffhhhhhhhiiiii ...wpwpwpxx... ..qqrrrqqq.... .hhivhhrqiiii. .wwwAAAABBBpp.
    ...yttyysseo.. ..lmlmnmnd.... .hhhhhhiiiiii. ....wwpwx..... ...rwurrq..... .hhvurhiiiii.. .AAAABBBBBppx.
    ...tssttyeo... .lm.lmn.mnd... ..iiiiiiiiii.. ...wwwwxxx.... ...rurrqq..... ..iirqiiiii... ..BBBBBppppx..
    ....ttttyo.... .m..l.m..nd... .............. ...xxxxxxx.... ....qqqq...... ....iiiiii.... ....ppppxx....
  `,
  ),
  ...readSheet(
    "shard rope plank axe sickle pick boots",
    legend,
    `
    ..........cc.. ....yywwyy.... .............. ......aab..... ....aaabb..... ....aabbbf.... ..............
    .........cAA.. ..ywtssttwyy.. ...........yy. .....aabbf.ts. ..aabbffffh... ..aabffffffts. .yyyyy........
    ........cAAB.. .ywts.....twy. .........yyttw ....aabbffhtse .aabf....ffh.. .abff..hhftse. .wttts.yyyyy..
    .......cAABB.. .yts.yywy..tw. .......yytttts ...aabbffhtse. .abf......fh.. .af......tsfh. .setso.wttts..
    .......cABBC.. ywt.ywttwy.sy. .....yyttstss. ...abbffhtseh. aab........fh. af......tseffh .seeso.setso..
    ......cAABBC.. yts.yt..ty.ty. ...yyttsttsse. ..aabbfhtsefh. abf........fh. a......tse.ffh .seeeo.seeso..
    .....cAAyBC... yts.ys..ty.ty. .yyttttssseyyw ..abbfhtseffh. abf.......ffh. ......tse...fh .seeeo.seeeo..
    .....cAvyCC... ytt.yty.y.tyt. yttsttsseyytts ..abff.se.hh.. aab.......fh.. .....tse....fh .seeees.eeeo..
    ....cAvvuC.... .yts.ytyyttys. tttssseyytttss ...ff.tse..... .abf.....ffh.. ....tse.....fh .seeeeeseeeess
    ....cvvuuD.... .ttys.tttyts.. ssseeyyttstsse .....tse...... .aabf...ts.... ...tse......h. .seoeeeoeeeees
    ...cAvuuCD.... ..sttyyyttswy. .eoyyttsttsse. ....tse....... ..ab...tse.... ..tse.......h. .yyyyyyyoeeeeo
    ...AvuuCD..... ...sssttss.sty .yyttttsssee.. ...tse........ ......tse..... .tse.......... .zzzzzzyyyyyyy
    ..cAuuCD...... .........s..st .tttsssee..... ..tse......... .....tse...... tse........... .......zzzzzzz
    ..BCCDD....... ............st .ssseo........ ..se.......... .....se....... se............ ..............
  `,
  ),
  ...readSheet(
    "raft lantern ingot cloth spade sandals satchel",
    legend,
    `
    ......o....... .....hhhh..... .............. .............. ...........ts. .............. ....tssst.....
    ......oww..... ....h....h.... .............. ...cccc....... ..........tse. .............. ...ts...st....
    ......owwww... ....h....h.... .....aaaaaa... ..cwwwwcccc... ...........tse ...ee......... ..ts.....st...
    ......owwyyw.. ....bbbffh.... ....abbbbbbf.. .cwAwwwwwwwcc. ..........tse. ..eyyo...ee... ..s.......s...
    ......owyyyyw. ...bffffhhh... ...abvvbbbff.. .cwwwAwwwwwwwc .........tse.. ..eyoo..eyyo.. .yttttttttts..
    ......oyyyttt. ...kvvvvvvk... ..abvbbbbfffh. .wwwwwwwAwwwyc ........tse... .teyoot.eyoo.. .ytsssssssse..
    ......oyttt... ...kvccvuvk... .abbbbbbbfffh. .wwAwwwwwwwAyw .......tse.... .tyeoyt.teyoot yttteeeetttse.
    ......o....... ...kvccvuuk... .aaaaaaaafffh. ..ywwwAwwwwwyw ..a...tse..... .twwyst.tyeoyt ytttte.etttse.
    .yttttottttts. ...kvccvuuk... afffffffffffhh .cyyywwwwAwwyy .abb.tse...... .twyyst.twwyst ysssevve.ssse.
    yssssssssssses ...kvvvvuuk... afhhhhhhhffhhi .cwwyyyywwwwyt .abbbse....... ..tyyst.twyyst yttttevetttse.
    .ytttttttttts. ...kuvvuuuk... ffhffffffhfhhi .cwAwwwyyyyyyt aabbbbf....... ..twyss..tyyst yttttttttttse.
    ysesssessessee ...bffffhhh... fhhhhhhhhhhhi. ..ywwwAwwwwwt. abbbfff....... ..tyyss..twyss ysttttttttsse.
    .oeoooeooeooo. ..bfffffhhhh.. hiiiiiiiiiii.. ...yyyywwAwt.. abffff........ ...tss...tyyss .essssssssse..
    ..DC.CDC.CDC.. ..iiiiiiiiii.. .............. ......yyyyt... .ffhh......... ..........tss. ..oooooooooo..
  `,
  ),
  ...readSheet(
    "stilts compass amulet key idol bell mask",
    legend,
    `
    .ts........ts. .....uvvu..... ...u......u... .............. .....eeee..... ......aa...... ..............
    .ts........ts. ......vu...... ..u........u.. ...vvvv....... ....eyyeoo.... .....a..f..... .cc........cc.
    .tsyy....yyts. ....uvvvvq.... ..u........u.. ..vuuuuv...... ....yttsso.... ......bf...... cwwcccccccwwyc
    .tseeo..eeots. ..uvcccccwvq.. ..v........v.. .vu....uv..... ....ykttko.... .....abff..... cwwwwwwwwwwwyy
    .ts........ts. .uvccckccwwvq. ...v......v... .vu....uv..... ....yttsso.... ....abbfff.... cwkkkwwwwkkkyt
    .ts........ts. .vcccrkccwwwq. ...u......u... .vu....uq..... ....yskkso.... ....abbfff.... .wkrkkwwkkrkt.
    ..ts......ts.. uvccrrkccwwwuq ....v....v.... .vvu..uqq..... .....tsso..... ...aabbffff... .wwkkwwwwkkyt.
    ..ts......ts.. vcccrrrkwwwwuq .....uvvu..... ..vuuuuqu..... ...eyttssoo... ...aabbffff... .cwwwwyywwwyt.
    ..ts......ts.. vccckkkbbwwyuq ....vuAAuv.... ...qqqquvu.... ..eyttttssso.. ...abbbffffh.. .cwwwwyywwwyt.
    ...ts....ts... uvccckbbbwwyuq ....uAccAu.... ........uvu... ..et.ytts.so.. ..aabbbffffh.. ..wwrrrrrrwt..
    ...ts....ts... .vwcckbbwwyuq. ...vuAcBBuq... .........uvu.. ..es.ytts.so.. ..abbbbffffhh. ..cwwrrrrwyt..
    ...ts....ts... .uvwwkwwwyuuq. ....uBBBCu.... ........vquvu. ...e.tsso.o... .abbbbbffffhhh ...cwwwwyyt...
    A.BtsAB.BtsAB. ..quvwwyyuuq.. ....quBCuq.... .......vq.vquu ....eyttoo.... .iiiiiikkiiiii ....cwwyyt....
    .CC.CD.CC.CD.. ....qqqqqq.... .....qqqq..... ........q..q.q ...oooooooo... ......kkk..... ......yt......
  `,
  ),
  ...readSheet(
    "crown conch anchor",
    legend,
    `
    .............. .............. ......ff......
    ......pp...... .........ww... .....f..h.....
    ......ux...... .......wwccw.. ......fh......
    .r....vu....r. .....wwccppcw. ...bbbffhhh...
    .v...vvuu...v. ...wwccpppxpw. ......bf......
    .vu..vuuu..vu. ..wccwppxxxpw. ......bf......
    .vvuvvuuuuvuq. .wcwwcpxxjxpw. ......bf......
    .vvvvvuuuuuuq. wcwywccpxxpcw. .b....bf....h.
    .vvcvvuuuuuuq. cwyywwccppcw.. .bf...bf...hh.
    .vvvvuuuuuuqq. wwyyywwcccw... bbff..bf..hhhh
    .vAvvpuuuAuqq. .wyypywww..... ..bf..bf..hh..
    .vuuuuuuuuqqq. ..wyppy....... ...bffbfhhh...
    .uvvvuuuuuqqq. ...wyy........ ....bfffhh....
    ..qqqqqqqqqq.. ....w......... ......ff......
  `,
  ),
};

const itemSize = 16;

/** With one free pixel all around, for the line. */
export function drawItems(): Readonly<Record<string, Pixels>> {
  return Object.fromEntries(
    Object.entries(pictures).map(([name, picture]) => {
      const framed = createPixels(itemSize, itemSize);
      blit(framed, picture, 1, 1);
      return [name, outline(framed, "ink")];
    }),
  );
}
