// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IHourglass} from "../../src/game/IHourglass.sol";
import {PlayerSlot} from "../../src/game/PlayerSlot.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {CallGas} from "./CallGas.sol";

contract CallGasTest is CallGas {
    /// @dev A walk has a limit per step.
    function test_move_fitsItsLimit_howeverLong() public {
        for (uint256 steps = 1; steps <= 32; ++steps) {
            uint256 state = vm.snapshotState();
            uint256 used = _gasOf(abi.encodeCall(IHourglass.move, (_walk(steps))));
            vm.revertToState(state);
            _holds("move(bytes)", used, steps);
        }
    }

    /// @dev Back and forth.
    function _walk(uint256 steps) private pure returns (bytes memory path) {
        path = new bytes(steps);
        for (uint256 i = 0; i < steps; ++i) {
            path[i] = i % 2 == 0 ? bytes1(uint8(1)) : bytes1(uint8(3));
        }
    }

    function test_gather_fitsItsLimit() public {
        uint256 dearest;
        for (uint256 item = 1; item <= 8; ++item) {
            (,, uint256 needs) = Table.node(item);
            uint256 state = vm.snapshotState();
            if (needs != 0) wear(ana, needs);
            uint256 tile = findResource(item);
            place(ana, tile);
            dearest = _larger(dearest, _gasOf(abi.encodeCall(IHourglass.gather, (tile))));
            vm.revertToState(state);
        }
        _holds("gather(uint256)", dearest);
    }

    function test_craft_fitsItsLimit() public {
        uint256 dearest;
        for (uint256 id = 1; id <= Table.RECIPE_COUNT; ++id) {
            uint256 state = vm.snapshotState();
            (uint256 inputs,,) = Table.recipe(id);
            for (; inputs != 0; inputs >>= 32) {
                give(ana, (inputs >> 16) & 0xffff, inputs & 0xffff);
            }
            dearest = _larger(dearest, _gasOf(abi.encodeCall(IHourglass.craft, (id))));
            vm.revertToState(state);
        }
        _holds("craft(uint256)", dearest);
    }

    function test_equip_fitsItsLimit() public {
        give(ana, Table.AXE, 1);
        _holds("equip(uint256)", _gasOf(abi.encodeCall(IHourglass.equip, (Table.AXE))));
    }

    function test_claim_fitsItsLimit() public {
        // A quest of kind bring is the most expensive: it burns, pays and marks.
        uint256 dearest;
        for (uint256 id = 1; id <= Table.QUEST_COUNT; ++id) {
            (uint256 kind, uint256 subject, uint256 amount,) = Table.quest(id);
            uint256 state = vm.snapshotState();
            if (kind == Table.ASK_BRING || kind == Table.ASK_HOLD) {
                give(ana, subject, amount);
                dearest = _larger(dearest, _gasOf(abi.encodeCall(IHourglass.claim, (id))));
            }
            vm.revertToState(state);
        }
        assertGt(dearest, 0, "some quest was claimed");
        _holds("claim(uint256)", dearest);
    }

    function test_buy_fitsItsLimit() public {
        giveSand(ana, 1_000 ether);
        _holds("buy(uint256,uint256)", _gasOf(abi.encodeCall(IHourglass.buy, (Table.WOOD, 1_000 ether))));
    }

    /// @dev Either a player's very first action, or after an expedition that is scored first and is the best of its week.
    function test_embark_fitsItsLimit() public {
        uint256 state = vm.snapshotState();
        uint256 first = _gasOf(abi.encodeCall(IHourglass.embark, ()));
        vm.revertToState(state);
        _goOut();
        skip(Table.EXPEDITION_SECONDS);
        _holds("embark()", _larger(first, _gasOf(abi.encodeCall(IHourglass.embark, ()))));
    }

    function test_finish_fitsItsLimit() public {
        _goOut();
        _holds("finish()", _gasOf(abi.encodeCall(IHourglass.finish, ())));
    }

    /// @dev The first Sand that is ever banked.
    function test_bank_fitsItsLimit() public {
        giveSand(ana, 100 ether);
        _holds("bank(uint256)", _gasOf(abi.encodeCall(IHourglass.bank, (1 ether))));
    }

    /// @dev A chest: it burns, pays, gives and marks in two words.
    function test_unearth_fitsItsLimit() public {
        give(ana, Table.CHEST_KEY, 1);
        uint256 tile = findSite(Table.RELIC_COUNT + Table.CHEST_COUNT);
        place(ana, tile);
        _holds("unearth(uint256)", _gasOf(abi.encodeCall(IHourglass.unearth, (tile))));
    }

    /// @dev All regions explored: counting bit by bit then takes longest.
    function _goOut() private {
        vm.prank(ana);
        game.embark();
        PlayerSlot slot = slotOf(ana);
        store(ana, slot.withRegions(type(uint64).max));
    }
}
