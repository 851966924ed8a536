// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Digs} from "../../src/game/Digs.sol";
import {Pack} from "../../src/game/Pack.sol";
import {RunLib} from "../../src/game/Run.sol";
import {Numbers} from "../../src/game/generated/Numbers.sol";
import {GameTest} from "./GameTest.sol";

contract EmbarkTest is GameTest {
    function test_practice_startsBesideTheFire() public {
        uint256 chosen = plan(1, WALK, COURIER, 2, 1, 0, type(uint32).max);
        vm.expectEmit();
        emit IHourglass.Embarked(ana, 1, chosen, type(uint32).max, NOON + 1200);
        embark(chosen);
        assertEq(run().tile(), 33 * 64 + 32, "south of the camp");
        assertEq(run().length(), WALK, "length");
        assertEq(run().mode(), 1, "mode");
        assertEq(run().calling(), COURIER, "calling");
        assertEq(run().purse(), 1, "purse");
        assertEq(run().worn(RunLib.BACK), Table.RAFT, "the free tool is worn");
        assertEq(run().number(), 1, "number");
        assertEq(run().used(), 0, "nothing is used");
        assertEq(run().points(), 0, "nothing is earned");
        assertEq(run().endsAt(), NOON + 1200, "end");
        assertEq(run().seed(), type(uint32).max, "seed");
        assertEq(run().regions(), 1 << 36, "the region of the start is known");
        assertTrue(pack().has(Table.RAFT), "the tool is in the pack");
        assertEq(pack().weight(), 0, "tools weigh nothing");
        assertEq(profile().number(), 1, "counted");
        assertEq(profile().lastDay(), 0, "not the expedition of a day");
    }

    function test_startsAtEachPost() public {
        uint16[4] memory posts = [14 * 64 + 32, 32 * 64 + 50, 50 * 64 + 32, 32 * 64 + 14];
        for (uint256 i = 0; i < 4; ++i) {
            embark(plan(1, DASH, FORAGER, 0, 0, i + 1, SEED));
            assertEq(run().tile(), posts[i], "on its own tile");
        }
    }

    function test_givesEachTool_andADelverTheSpadeToo() public {
        uint256[5] memory tools = [Table.BOOTS, Table.SPADE, Table.RAFT, Table.LANTERN, Table.SATCHEL];
        for (uint256 i = 0; i < tools.length; ++i) {
            embark(plan(1, DASH, DELVER, i, 0, 0, SEED));
            assertEq(run().worn(Table.place(tools[i]) - 1), tools[i], "worn");
            assertEq(run().worn(RunLib.HAND), Table.SPADE, "the spade of a Delver");
            Pack kept = Pack.wrap(0).withTool(tools[i]).withTool(Table.SPADE);
            assertEq(Pack.unwrap(pack()), Pack.unwrap(kept), "nothing else");
        }
    }

    function test_reverts_whenThePlanIsInvalid() public {
        uint256[9] memory plans = [
            plan(3, DASH, FORAGER, 0, 0, 0, 0),
            plan(1, 0, FORAGER, 0, 0, 0, 0),
            plan(1, DASH, 0, 0, 0, 0, 0),
            plan(1, DASH, FORAGER, 5, 0, 0, 0),
            plan(1, DASH, FORAGER, 0, 3, 0, 0),
            plan(1, DASH, FORAGER, 0, 0, 5, 0),
            plan(0, DASH, FORAGER, 0, 0, 0, 1),
            plan(1, DASH, FORAGER, 0, 0, 0, 1 << 32),
            plan(1, DASH, FORAGER, 0, 0, 0, 0) | 1 << 255
        ];
        for (uint256 i = 0; i < plans.length; ++i) {
            refuse(
                abi.encodeCall(IHourglass.embark, (plans[i])),
                abi.encodeWithSelector(IHourglass.PlanInvalid.selector, plans[i])
            );
        }
        embark(plan(1, VOYAGE, COURIER, 4, 2, 4, type(uint32).max));
    }

    function test_practiceIsGivenUp_bySettingOutAgain() public {
        begin(WALK, FORAGER);
        give(Table.WOOD, 9);
        store(Digs.wrap(type(uint256).max));
        begin(DASH, FORAGER);
        assertEq(run().number(), 2, "another one");
        assertEq(pack().units(Table.WOOD), 0, "what was carried is lost");
        assertEq(Digs.unwrap(digs()), 0, "what was dug is forgotten");
    }

    function test_reverts_whileADailyOneRuns() public {
        openToday(SEED);
        embark(plan(0, DASH, FORAGER, 0, 0, 0, 0));
        uint256 ends = NOON + 300;
        uint256 practice = plan(1, DASH, FORAGER, 0, 0, 0, SEED);
        vm.warp(ends - 1);
        refuse(
            abi.encodeCall(IHourglass.embark, (practice)),
            abi.encodeWithSelector(IHourglass.ExpeditionRuns.selector, ends)
        );
        vm.warp(ends);
        embark(practice);
        assertEq(run().mode(), 1, "over, so another begins");
    }

    function test_oneDailyOnePerAccountAndDay() public {
        openToday(77);
        uint256 daily = plan(0, VOYAGE, FORAGER, 0, 0, 0, 0);
        embark(daily);
        assertEq(run().seed(), 77, "the seed of the day");
        uint256 day = NOON / 1 days;
        assertEq(profile().lastDay(), day + 1, "the day is played");
        vm.warp(NOON + 3480);
        refuse(abi.encodeCall(IHourglass.embark, (daily)), abi.encodeWithSelector(IHourglass.DayPlayed.selector, day));
        vm.prank(ben);
        game.embark(daily);

        vm.warp((day + 1) * 1 days);
        refuse(
            abi.encodeCall(IHourglass.embark, (daily)),
            abi.encodeWithSelector(IHourglass.DayNotOpen.selector, day + 1, 0)
        );
        openToday(78);
        embark(daily);
        assertEq(run().seed(), 78, "another day");
    }

    function test_everythingElse_needsAnExpedition_thatIsNotOver() public {
        bytes[10] memory calls = [
            abi.encodeCall(IHourglass.move, (hex"00")),
            abi.encodeCall(IHourglass.gather, (0)),
            abi.encodeCall(IHourglass.unearth, (0)),
            abi.encodeCall(IHourglass.craft, (1)),
            abi.encodeCall(IHourglass.equip, (Table.BOOTS)),
            abi.encodeCall(IHourglass.bank, ()),
            abi.encodeCall(IHourglass.claim, (0)),
            abi.encodeCall(IHourglass.buy, (Numbers.OIL, 0)),
            abi.encodeCall(IHourglass.signal, (0)),
            abi.encodeCall(IHourglass.finish, ())
        ];
        for (uint256 i = 0; i < calls.length; ++i) {
            refuse(calls[i], abi.encodeWithSelector(IHourglass.NoExpedition.selector, ana));
        }
        begin(DASH, FORAGER);
        at(300);
        // Steps of the night that nobody settled change nothing.
        store(run().withNight(9, block.number - 1, false));
        for (uint256 i = 0; i < calls.length; ++i) {
            refuse(calls[i], abi.encodeWithSelector(IHourglass.ExpeditionOver.selector, NOON + 300));
        }
        at(299);
        play(abi.encodeCall(IHourglass.signal, (0)));
    }
}
