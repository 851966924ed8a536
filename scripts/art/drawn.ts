import { type Pixel, readSheet } from "./pixels";

const wood: Record<string, Pixel> = {
  ...{ k: "ink", y: "sand2", t: "sand1", s: "sand0", e: "earth2", o: "earth1" },
  ...{ m: "stone2", l: "stone4", d: "stone1", x: "stone0" },
};
const gilded: Record<string, Pixel> = { ...wood, g: "ember3", h: "ember2", c: "cream", d: "dusk0" };
const shells: Record<string, Pixel> = {
  ...{ k: "ink", c: "cream", w: "sand3", s: "sea4" },
  ...{ b: "bloom", p: "bloom", r: "dusk2", v: "dusk2", d: "dusk1", x: "dusk0" },
};
const glass: Record<string, Pixel> = {
  ...{ k: "ink", c: "cream", w: "sea4", l: "sea3", m: "sea2", d: "sea1", y: "ember3", o: "ember2" },
  ...{ s: "stone4", t: "stone2", x: "stone1", z: "stone0" },
};
const masonry: Record<string, Pixel> = {
  ...{ k: "ink", w: "stone4", l: "stone3", m: "stone2", d: "stone1", x: "stone0" },
  ...{ g: "leaf3", v: "leaf2", s: "sand1", t: "ember3" },
};

/** What stands on the island and is drawn pixel by pixel. */
export const drawn = {
  ...readSheet(
    "crate barrel stump log",
    wood,
    `
    .kkkkkkkkkkkkkk. ...kkkkkkkk... ....kkkkkkkk.... ...kkkkkkkkkkkkkkkk...
    kyyyyyyyyyyyyytk .kktsssssstkk. ..kkssyyyysskk.. ..ktssssssssssssssyk..
    kytssssssssssotk kststttttstsok .ksyyttttttyysk. .kteseeseeeseessekyyk.
    kysstssssssstosk ktsstttttsseok .ksyttyyyyttysk. .kseeeeoeeeeoeeekytsyk
    kyssstssssstsosk kktsssssseookk .ksyyttttttyysk. .keeoeeeeoeeeeeekyssyk
    kttttttttttttook kdmkkkkkkkkdxk .kessyyyyyyssok. .kooeooooeooooookysyk.
    kkkkkkkkkkkkkkkk kmlmmmdmmmddxk .keseesssseeook. ..kkkkkkkkkkkkkkkkkk..
    kstssoessoesosek ktssesseeseook .keseessseeoook.
    ksetsoessoesteek ktssesseeseook .kesseesseoeook.
    kseetoessoeteeek ktssesseeseook keeskeessoekoook
    kseestessoteeeek kmlmmmdmmmddxk .kkk.kkkkkk.kkk.
    kseesottttesoeek ktssesseeseook
    kseesotestesoeek .ktsesseeseok.
    kssssssssssoooek .kmlmmdmmmdxk.
    koooooooooooooek ..kkkkkkkkkk..
    .kkkkkkkkkkkkkk.
  `,
  ),
  ...readSheet(
    "chest chestOpen",
    gilded,
    `
    ..kkkkkkkkkkkkkk.. ..kkkkkkkkkkkkkk..
    .kgtttttttttttghk. .khotoooooooothok.
    kghtsssssssssshgok kgheeeeeeeeeeehgok
    kghssssssssssehgok kghkkkkkkkkkkkhgok
    kghseeessseeeohgok kghdddcgddgdddhgok
    kghooookgcoooohgok kghdgcghgcghgdhgok
    kkkkkkkkghkkkkkkkk kkkkkkkkkkkkkkkkkk
    kghssssskksssehgok kghsssssgcssssehok
    kghstttsssstesehok kghstttsgksteseeok
    kghseeeseeseeeehok kghseeesghseeeehok
    kghooooooooooohhok kghooooooooooohhok
    kkkkkkkkkkkkkkkkkk kkkkkkkkkkkkkkkkkk
  `,
  ),
  // Open with a pearl, or shut.
  ...readSheet(
    "clam shell clamShut",
    shells,
    `
    ....kkkkkkk.... ....kkkkkk.... ....kkkkkkk....
    ..kkvbbvbbvkk.. ..kkcwwbcckk.. ..kkvbbvbbvkk..
    .kvbvbvvbvbvvk. .kcwbcwbwbcck. .kvbvbvvbvbvvk.
    kvbvbbvbbvbvdvk kcwbwcwbwcbwrk kvbvbbvbbvbvdvk
    kddddddddddddxk kwbwcbwbcwbrrk kddddddddddddxk
    .kxxxkccckxxxk. kcbwcbwbcbrbrk kkkkkkkkkkkkkkk
    ..kkkccscskkk.. .kcbwbwbwbrrk. kvdvvdvvdvvdvxk
    ..kpkcsssskpk.. ..kkcbwbrrkk.. .kdvdvvdvvdvxk.
    .kppppkssspppk. ....kkwrkk.... ..kkdvdvdvdkk..
    kvdvvdvvdvvdvxk ...kcwwrrrk... ....kkkkkkk....
    .kdvdvvdvvdvxk. ....kkkkkk....
    ..kkdvdvdvdkk..
    ....kkkkkkk....
  `,
  ),
  // A splinter of the old hourglass with some of its sand, on the slab where it fell; and what is left when it is taken.
  ...readSheet(
    "shard shardTaken",
    glass,
    `
    ..........kk.... ...kkkkkkkkkk...
    .........kck.... ..ksssttsssttk..
    ........kcwk.... .kstttzzztttttk.
    ....k..kcwlk.... .kttttzztttxttk.
    ...kck.kwwlmk... .kxxtxxxxtxxxxk.
    ...kwlkcwlmmk... .kzzzzxzzzzzzzk.
    ...kwlkwwlmdk... ..kkkkkkkkkkkk..
    ...klykwlyodk...
    ...kyokwyyodk...
    ...kyokyyoodkk..
    ..kkyokyyoodksk.
    ..ksskkkyookstk.
    .ksttyykkkkttxk.
    .kttttytttyxttk.
    .kxxtxxxxtxxxxk.
    .kzzzzxzzzzzzzk.
    ..kkkkkkkkkkkk..
  `,
  ),
  // The island's mark: an hourglass of stone on a plinth. Its sand still runs.
  ...readSheet(
    "statue pillar pillarBroken",
    masonry,
    `
    ....kkkkkkkkkkkkkk.... ..kkkkkkkkkkkk.. ......kk........
    ...kwwwwwllllllmmdk... .kwwwwlllllmmdk. .....kwlk..kk...
    ...kwllllllllmmmddk... .kwlllllllmmddk. ....kwllkkkmdk..
    ....kkdkddddddkdkk.... ..kkdddddddxkk.. ...kwlmllmmmdk..
    .....kwkwwlllmkdk..... ...kwlmlllmdk... ...kwlmllmmdk...
    .....kwkwssssmkdk..... ...kwlmllmmdk... ...kwlmlxmddk...
    .....kwkwttssmkdk..... ...kwlmllmddk... ...kglxxlmmdk...
    .....kwkkwttmkkdk..... ...kwlmllmmdk... ...kgvmllmmdk...
    .....kwk.kwtk.kdk..... ...kwlmlxmmdk... ..kkdddddddxkk..
    .....kwk.kttk.kdk..... ...kwlxxlmddk... .kwwlllllllmmdk.
    .....kwkkwstmkkdk..... ...kwlmllmmdk... .kwllllllmmmddk.
    .....kwkwlstmmkdk..... ...kwlmllmmdk... .kmmmmddddddxxk.
    .....kwkwttssmkdk..... ...kwlmllmddk... .kkkkkkkkkkkkkk.
    .....kwkttsssskdk..... ...kwlmllmmdk...
    ....kkdkddddddkdkk.... ...kglmllxmdk...
    ...kwwwlllllllmmmdk... ...kgvmlmxmdk...
    ...kwlllllllmmmmddk... ...kvgmlmmddk...
    ...kkkdddddddddxkkk... ...kwlmllmmdk...
    ....kwllmllllmmmdk.... ...kwlmllmgdk...
    ....kwlmmllllmxmdk.... ...kwlmllgvdk...
    ....kglmlllmxxmddk.... ...kwlmlmvgdk...
    ....kgvmllllmmmddk.... ..kkdddddddxkk..
    ..kkkddddddddddxxkkk.. .kwwlllllllmmdk.
    .kwwwlllllllllmmmmdgk. .kwllllllmmmddk.
    .kgvllllllmmmmmmddvgk. .kmmmmddddddxxk.
    .kvmmmmdddddddddxxxvk. .kkkkkkkkkkkkkk.
    .kkkkkkkkkkkkkkkkkkkk.
  `,
  ),
};
