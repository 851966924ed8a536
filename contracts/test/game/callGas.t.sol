// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Digs} from "../../src/game/Digs.sol";
import {Errand} from "../../src/game/Errands.sol";
import {Numbers} from "../../src/game/generated/Numbers.sol";
import {CallGas} from "./CallGas.sol";

/// @notice Gas of the dearest case of each action, from a cold start, compared with its limit in game/rules/actions.
contract CallGasTest is CallGas {
    function test_gas_embark() public {
        vm.roll(1_000);
        game.openDay();
        vm.roll(1_003);
        vm.setBlockhash(1_002, keccak256("a block"));
        uint256 chosen = plan(0, VOYAGE, DELVER, 4, 2, 4, 0);
        _holds("embark(uint256)", _gasOf(abi.encodeCall(IHourglass.embark, (chosen))));
    }

    function test_gas_move() public {
        for (uint256 steps = 1; steps <= 32; steps += 31) {
            _night(FORAGER);
            place(39 + 33 * 64);
            bytes memory path = new bytes(steps);
            for (uint256 i = 0; i < steps; ++i) {
                path[i] = i % 2 == 0 ? bytes1(uint8(1)) : bytes1(uint8(3));
            }
            _holds("move(bytes)", _gasOf(abi.encodeCall(IHourglass.move, (path))), steps);
        }
    }

    function test_gas_gather() public {
        uint256 dearest;
        for (uint256 item = 1; item <= 8; ++item) {
            _night(FORAGER);
            uint256 needs = Table.toolFor(item);
            if (needs != 0) wear(needs);
            uint256 tile = findResource(item);
            place(tile);
            uint256 used = _gasOf(abi.encodeCall(IHourglass.gather, (tile)));
            if (used > dearest) dearest = used;
        }
        _holds("gather(uint256)", dearest);
    }

    function test_gas_unearth() public {
        _night(DELVER);
        uint256 tile = findSite(2, 3);
        place(tile);
        store(digs().inTide(2).withDug(tile / 512 * 8 + (tile % 64) / 8, 2));
        _holds("unearth(uint256)", _gasOf(abi.encodeCall(IHourglass.unearth, (tile))));
    }

    function test_gas_craft() public {
        uint256 dearest;
        for (uint256 id = 1; id <= Numbers.RECIPES; ++id) {
            _night(FORAGER);
            uint256 inputs = Table.recipe(id);
            for (; inputs != 0; inputs >>= 32) {
                give((inputs >> 16) & 0xffff, inputs & 0xffff);
            }
            if (id == 6) continue; // The boots of the plan.
            uint256 used = _gasOf(abi.encodeCall(IHourglass.craft, (id)));
            if (used > dearest) dearest = used;
        }
        _holds("craft(uint256)", dearest);
    }

    function test_gas_equip() public {
        _night(FORAGER);
        store(pack().withTool(Table.AMULET));
        _holds("equip(uint256)", _gasOf(abi.encodeCall(IHourglass.equip, (Table.AMULET))));
    }

    function test_gas_bank() public {
        _night(FORAGER);
        for (uint256 item = 1; item <= 8; ++item) {
            give(item, 7);
        }
        place(32 * 64 + 14);
        _holds("bank()", _gasOf(abi.encodeCall(IHourglass.bank, ())));
    }

    /// @dev A survey with three marks, each drawn up to eight times; a recovery that looks at eight regions.
    function test_gas_claim() public {
        uint256 dearest;
        for (uint256 errand = 0; errand <= 5; ++errand) {
            for (uint256 seed = 0; seed < 8; ++seed) {
                begin(VOYAGE, COURIER);
                embark(plan(1, VOYAGE, COURIER, 0, 0, 0, seed));
                at(errand == 4 ? 2_899 : 2_900);
                Errand memory offer = chart.errandAt(seed, VOYAGE, 2, errand);
                if (offer.count == 0) continue;
                _waitFor(MOST_STEPS);
                store(Digs.wrap(0).inTide(2).withDug(offer.tiles[0] / 512 * 8 + (offer.tiles[0] % 64) / 8, 3));
                if (offer.item != 0) give(offer.item, offer.amount);
                place(offer.tiles[offer.count - 1]);
                uint256 used = _gasOf(abi.encodeCall(IHourglass.claim, (errand)));
                if (used > dearest) dearest = used;
            }
        }
        _holds("claim(uint256)", dearest);
    }

    function test_gas_buy() public {
        _night(FORAGER);
        makeDaily();
        giveSand(1_000 ether);
        _holds("buy(uint256,uint256)", _gasOf(abi.encodeCall(IHourglass.buy, (Table.LANTERN, 50 ether))));
    }

    function test_gas_signal() public {
        _night(FORAGER);
        _holds("signal(uint256)", _gasOf(abi.encodeCall(IHourglass.signal, (7))));
    }

    /// @dev The first that ever pays, with all six relics and all regions.
    function test_gas_finish() public {
        _night(FORAGER);
        makeDaily();
        store(run().withPoints(10_000).withRegions(type(uint64).max).withUsed(0));
        for (uint256 relic = 1; relic <= 6; ++relic) {
            store(digs().withRelic(relic));
        }
        _holds("finish()", _gasOf(abi.encodeCall(IHourglass.finish, ())));
    }
}
