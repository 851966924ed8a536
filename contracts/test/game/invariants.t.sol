// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test, console} from "forge-std/Test.sol";

import {Hourglass} from "../../src/game/Hourglass.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Island} from "../../src/game/Island.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {GameHandler} from "./GameHandler.sol";

/// @notice What holds whatever three players do.
contract InvariantsTest is Test {
    uint32 private constant SEED = 7;

    Hourglass private game;
    GameHandler private handler;

    function setUp() public {
        vm.warp(1_800_000_000);
        game = new Hourglass(SEED);
        handler = new GameHandler(game);
        handler.enrich();
        bytes4[] memory selectors = new bytes4[](15);
        selectors[0] = GameHandler.move.selector;
        selectors[1] = GameHandler.gather.selector;
        selectors[2] = GameHandler.visitCampNode.selector;
        selectors[3] = GameHandler.craft.selector;
        selectors[4] = GameHandler.equip.selector;
        selectors[5] = GameHandler.claim.selector;
        selectors[6] = GameHandler.buy.selector;
        selectors[7] = GameHandler.transfer.selector;
        selectors[8] = GameHandler.wait.selector;
        selectors[9] = GameHandler.embark.selector;
        selectors[10] = GameHandler.finish.selector;
        selectors[11] = GameHandler.bank.selector;
        selectors[12] = GameHandler.withdraw.selector;
        selectors[13] = GameHandler.settle.selector;
        selectors[14] = GameHandler.unearth.selector;
        targetContract(address(handler));
        targetSelector(FuzzSelector(address(handler), selectors));
    }

    /// forge-config: default.invariant.runs = 8
    /// forge-config: default.invariant.depth = 100
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_holds() public view {
        _itemsAreConserved();
        _sandIsConserved();
        for (uint256 i = 0; i < 3; ++i) {
            address player = handler.players(i);
            IHourglass.PlayerView memory seen = game.readPlayer(player);
            _standsOnOpenGround(seen);
            for (uint256 slot = 0; slot < seen.worn.length; ++slot) {
                if (seen.worn[slot] != 0) assertGt(seen.items[seen.worn[slot]], 0, "wears what it does not own");
            }
            for (uint256 quest = 1; quest <= Table.QUEST_COUNT; ++quest) {
                assertLe(handler.paid(player, quest), 1, "a quest paid twice");
            }
            for (uint256 relic = 1; relic <= Table.RELIC_COUNT; ++relic) {
                assertLe(handler.finds(player, relic), 1, "a relic found twice");
            }
            for (uint256 chest = 1; chest <= Table.CHEST_COUNT; ++chest) {
                assertLe(handler.opened(player, seen.week, chest), 1, "a chest opened twice in a week");
            }
        }
        assertFalse(handler.touchedOthers(), "an action changed somebody else");
    }

    function afterInvariant() public view {
        string[13] memory actions = [
            "move",
            "gather",
            "craft",
            "equip",
            "claim",
            "buy",
            "transfer",
            "embark",
            "finish",
            "bank",
            "withdraw",
            "settle",
            "unearth"
        ];
        for (uint256 i = 0; i < actions.length; ++i) {
            console.log(actions[i], handler.calls(actions[i]));
        }
    }

    function _itemsAreConserved() private view {
        for (uint256 item = 1; item <= Table.ITEM_COUNT; ++item) {
            uint256 held = 0;
            for (uint256 i = 0; i < 3; ++i) {
                held += game.ITEMS().balanceOf(handler.players(i), item);
            }
            assertEq(handler.minted(item), held + handler.burned(item), "minted = held + burned");
        }
    }

    function _sandIsConserved() private view {
        uint256 held = 0;
        uint256 banked = 0;
        for (uint256 i = 0; i < 3; ++i) {
            held += game.SAND().balanceOf(handler.players(i));
            banked += game.readPlayer(handler.players(i)).vault;
        }
        assertEq(game.SAND().balanceOf(address(game)), banked, "the bank holds what it owes");
        assertEq(handler.sandMinted(), held + banked + handler.sandBurned(), "minted = held + banked + burned");
        assertEq(game.SAND().totalSupply(), held + banked, "all Sand is players'");
    }

    function _standsOnOpenGround(IHourglass.PlayerView memory seen) private pure {
        uint256 open = Table.FREE_BIOMES;
        for (uint256 slot = 0; slot < seen.worn.length; ++slot) {
            open |= Table.opens(seen.worn[slot]);
        }
        assertEq((open >> Island.biomeAt(SEED, seen.tile)) & 1, 1, "stands on closed ground");
    }
}
