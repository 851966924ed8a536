// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test, console} from "forge-std/Test.sol";

import {Island} from "../../src/game/Island.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {Hourglass} from "../../src/game/Hourglass.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Pack} from "../../src/game/Pack.sol";
import {Profile} from "../../src/game/Profile.sol";
import {Run, RunLib} from "../../src/game/Run.sol";
import {Numbers} from "../../src/game/generated/Numbers.sol";
import {GameHandler} from "./GameHandler.sol";

/// @notice What holds whatever three players do.
contract InvariantsTest is Test {
    uint256 private constant START = 20_833 days + 12 hours;

    Hourglass private game;
    GameHandler private handler;

    function setUp() public {
        vm.warp(START);
        vm.roll(1_000_000);
        game = Hourglass(vm.deployCode("Hourglass.sol:Hourglass"));
        handler = new GameHandler(game);
        handler.enrich();
        handler.openRoom(0, 0);
        handler.keep(0);
        bytes4[] memory selectors = new bytes4[](16);
        selectors[0] = GameHandler.move.selector;
        selectors[1] = GameHandler.gather.selector;
        selectors[2] = GameHandler.unearth.selector;
        selectors[3] = GameHandler.craft.selector;
        selectors[4] = GameHandler.equip.selector;
        selectors[5] = GameHandler.bank.selector;
        selectors[6] = GameHandler.claim.selector;
        selectors[7] = GameHandler.buy.selector;
        selectors[8] = GameHandler.signal.selector;
        selectors[9] = GameHandler.finish.selector;
        selectors[10] = GameHandler.withdraw.selector;
        selectors[11] = GameHandler.transfer.selector;
        selectors[12] = GameHandler.openRoom.selector;
        selectors[13] = GameHandler.keep.selector;
        selectors[14] = GameHandler.wait.selector;
        selectors[15] = GameHandler.embark.selector;
        targetContract(address(handler));
        targetSelector(FuzzSelector(address(handler), selectors));
    }

    /// forge-config: default.invariant.runs = 8
    /// forge-config: default.invariant.depth = 150
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_holds() public view {
        _relicsAreConserved();
        _sandIsConserved();
        for (uint256 i = 0; i < 3; ++i) {
            address player = handler.players(i);
            IHourglass.PlayerWords memory words = game.readPlayer(player);
            Run run = Run.wrap(words.run);
            uint256 day = block.timestamp / 1 days;
            assertLe(handler.dailies(player, day), 1, "two expeditions of a day");
            if (run.length() == 0) continue;
            assertTrue(Island.biomeAt(run.seed(), run.tile()) != Table.SEA, "stands in the sea");
            _carriesWhatFits(run, Pack.wrap(words.pack));
        }
        assertFalse(handler.touchedOthers(), "an action changed somebody else");
        assertFalse(handler.lostPoints(), "points were lost, or an end moved");
        assertFalse(handler.paidForNothing(), "practice or a room was paid");
    }

    function afterInvariant() public view {
        string[16] memory actions = [
            "embark",
            "move",
            "gather",
            "unearth",
            "craft",
            "equip",
            "bank",
            "claim",
            "buy",
            "signal",
            "finish",
            "withdraw",
            "transfer",
            "openRoom",
            "openDay",
            "drawRoom"
        ];
        for (uint256 i = 0; i < actions.length; ++i) {
            console.log(actions[i], handler.calls(actions[i]));
        }
    }

    function _relicsAreConserved() private view {
        for (uint256 relic = 1; relic <= 6; ++relic) {
            uint256 held = 0;
            for (uint256 i = 0; i < 3; ++i) {
                held += game.ITEMS().balanceOf(handler.players(i), Table.relic(relic));
            }
            assertEq(handler.minted(relic), held, "minted = held");
        }
    }

    function _sandIsConserved() private view {
        uint256 held = 0;
        uint256 vaults = 0;
        for (uint256 i = 0; i < 3; ++i) {
            held += game.SAND().balanceOf(handler.players(i));
            vaults += Profile.wrap(game.readPlayer(handler.players(i)).profile).vault();
        }
        assertEq(game.SAND().balanceOf(address(game)), vaults, "the game holds what it owes");
        assertEq(handler.sandMinted(), held + vaults + handler.sandBurned(), "minted = held + vaults + burned");
        assertEq(game.SAND().totalSupply(), held + vaults, "all Sand is players'");
    }

    function _carriesWhatFits(Run run, Pack pack) private pure {
        uint256 capacity = Numbers.PACK_UNITS;
        if (run.worn(RunLib.BACK) == Table.SATCHEL) capacity += Numbers.PERK_SATCHEL;
        if (run.calling() == 1) capacity += Numbers.PERK_FORAGER_PACK;
        assertLe(pack.weight(), capacity, "more than fits");
        uint256 purse = run.purse() == 0
            ? 0
            : run.purse() == 1 ? Numbers.smallPurse(run.length()) : Numbers.fullPurse(run.length());
        assertLe(pack.spent(), purse, "more than the purse");
        for (uint256 slot = 0; slot < 3; ++slot) {
            uint256 worn = run.worn(slot);
            if (worn != 0) assertTrue(pack.has(worn), "wears what it does not own");
        }
    }
}
