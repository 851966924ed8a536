// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {VmSafe} from "forge-std/Vm.sol";

import {Table} from "../../src/game/generated/Table.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Numbers} from "../../src/game/generated/Numbers.sol";
import {GameTest} from "./GameTest.sol";

/// @dev A session key can call the game, so the game must not call anything else for it.
contract ConfusedDeputyTest is GameTest {
    string private constant ARTIFACT = "contracts/out/release/Hourglass.sol/Hourglass.json";
    /// @dev Of those that are no actions of a session: withdraw, openRoom, openDay, drawRoom.
    uint256 private constant OTHERS = 4;
    uint256 private constant ACTIONS = 15;

    /// @dev Uses the compiler's own list: every function that does not only read is an action. Actions take numbers and a path,
    /// so there is nobody to name, nothing to forward, and no list of calls.
    function test_noActionTakesAnAddressOrACall() public {
        string memory built = vm.readFile(ARTIFACT);
        string[] memory functions = vm.parseJsonKeys(built, ".methodIdentifiers");
        uint256 actions;
        for (uint256 i = 0; i < functions.length; ++i) {
            if (_isRead(functions[i])) continue;
            ++actions;
            assertFalse(vm.contains(functions[i], "address"), functions[i]);
            bool hasBytes = vm.contains(functions[i], "bytes");
            assertEq(hasBytes, keccak256(bytes(functions[i])) == keccak256("move(bytes)"), functions[i]);
        }
        uint256 ofSessions = vm.parseJsonKeys(vm.readFile("game/rules/vectors/functions.json"), "$").length;
        assertEq(actions, ofSessions + OTHERS, "those of a session, and those of owners and of anybody");
        assertEq(actions, ACTIONS, "all of them are tried below");
        assertFalse(vm.contains(built, '"stateMutability":"payable"'), "none takes ether");
    }

    /// @dev Every function once, by a player that is a contract: the game calls only its two tokens, and its chart.
    function test_theGame_callsNobodyButItsOwn() public {
        vm.etch(ana, type(Witness).runtimeCode);
        giveSand(1_000 ether);
        openToday(SEED);
        _calls(abi.encodeCall(IHourglass.embark, (plan(0, WALK, COURIER, 1, FULL_PURSE, 0, 0))), false);
        _calls(abi.encodeCall(IHourglass.signal, (0)), false);
        _calls(abi.encodeCall(IHourglass.move, (hex"0002")), false);
        _calls(abi.encodeCall(IHourglass.buy, (Numbers.OIL, 20 ether)), true);
        give(Table.FIBRE, 6);
        _calls(abi.encodeCall(IHourglass.craft, (1)), false);
        _calls(abi.encodeCall(IHourglass.equip, (Table.SPADE)), false);
        wear(Table.SPADE);
        place(findSite(0, 1));
        _calls(abi.encodeCall(IHourglass.unearth, (run().tile())), false);
        place(findResource(Table.WOOD));
        at(20);
        _calls(abi.encodeCall(IHourglass.gather, (run().tile())), false);
        place(chart.errandAt(SEED, WALK, 0, 2).tiles[0]);
        _calls(abi.encodeCall(IHourglass.claim, (2)), true);
        place(Table.CAMP);
        _calls(abi.encodeCall(IHourglass.bank, ()), false);
        store(digs().withRelic(1));
        store(run().withPoints(100));
        _calls(abi.encodeCall(IHourglass.finish, ()), true);
        _calls(abi.encodeCall(IHourglass.withdraw, (1 ether)), true);
        _calls(abi.encodeCall(IHourglass.openRoom, (block.timestamp, WALK)), false);
        _calls(abi.encodeCall(IHourglass.drawRoom, (1)), false);
        vm.warp(NOON + 1 days);
        _calls(abi.encodeCall(IHourglass.openDay, ()), false);
    }

    /// @param some Whether it calls anybody at all.
    function _calls(bytes memory action, bool some) private {
        vm.startStateDiffRecording();
        vm.prank(ana);
        (bool success, bytes memory reason) = address(game).call(action);
        VmSafe.AccountAccess[] memory seen = vm.stopAndReturnStateDiff();
        assertTrue(success, vm.toString(reason));
        uint256 made;
        for (uint256 i = 0; i < seen.length; ++i) {
            if (seen[i].accessor != address(game)) continue;
            ++made;
            address called = seen[i].account;
            assertTrue(called == address(sand) || called == address(items) || called == address(chart), "its own only");
            assertTrue(seen[i].kind != VmSafe.AccountAccessKind.DelegateCall, "no delegate call");
        }
        assertEq(made > 0, some, "what was recorded is what was called");
    }

    function _isRead(string memory name) private pure returns (bool) {
        string[7] memory reads = [
            "CHART()",
            "ITEMS()",
            "SAND()",
            "readDay(uint256)",
            "readNodes(address)",
            "readPlayer(address)",
            "readRoom(uint256)"
        ];
        for (uint256 i = 0; i < reads.length; ++i) {
            if (keccak256(bytes(reads[i])) == keccak256(bytes(name))) return true;
        }
        return false;
    }
}

/// @dev A player that would answer any call.
contract Witness {
    fallback() external payable {}
}
