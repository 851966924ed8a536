// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {VmSafe} from "forge-std/Vm.sol";

import {IHourglass} from "../../src/game/IHourglass.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {GameTest} from "./GameTest.sol";

/// @dev A session key can call the game, so the game must not call anything else for it.
contract ConfusedDeputyTest is GameTest {
    string private constant ARTIFACT = "contracts/out/release/Hourglass.sol/Hourglass.json";

    /// @dev Uses the compiler's own list: every function that does not only read is an action. Actions take numbers and a path,
    /// so there is nobody to name, nothing to forward, and no list of calls.
    function test_noActionTakesAnAddressOrACall() public {
        string memory built = vm.readFile(ARTIFACT);
        string[] memory functions = vm.parseJsonKeys(built, ".methodIdentifiers");
        uint256 actions;
        for (uint256 i = 0; i < functions.length; ++i) {
            if (_isRead(functions[i])) continue;
            ++actions;
            // It names a player, but only one whose hour is over; the test below checks what it does.
            if (keccak256(bytes(functions[i])) == keccak256("settle(address)")) continue;
            assertFalse(vm.contains(functions[i], "address"), functions[i]);
            bool hasBytes = vm.contains(functions[i], "bytes");
            assertEq(hasBytes, keccak256(bytes(functions[i])) == keccak256("move(bytes)"), functions[i]);
        }
        uint256 ofSessions = vm.parseJsonKeys(vm.readFile("game/rules/vectors/functions.json"), "$").length;
        assertEq(actions, ofSessions + 2, "those of a session, settle and withdraw");
        assertFalse(vm.contains(built, '"stateMutability":"payable"'), "none takes ether");
    }

    /// @dev Every action once, by a player that is a contract: the game calls only its two tokens.
    function test_theGame_callsNobodyButItsTokens() public {
        address player = address(new Witness());
        give(player, Table.AXE, 1);
        give(player, Table.WOOD, 50);
        give(player, Table.STONE, 50);
        giveSand(player, 1_000 ether);
        bytes[] memory actions = new bytes[](12);
        actions[0] = abi.encodeCall(IHourglass.buy, (Table.WOOD, 1_000 ether));
        actions[1] = abi.encodeCall(IHourglass.equip, (Table.AXE));
        actions[2] = abi.encodeCall(IHourglass.craft, (_recipeThatGoes(player)));
        actions[3] = abi.encodeCall(IHourglass.move, (hex"00020002000200020002"));
        actions[4] = abi.encodeCall(IHourglass.claim, (1));
        actions[5] = abi.encodeCall(IHourglass.gather, (findResource(Table.WOOD)));
        actions[6] = abi.encodeCall(IHourglass.embark, ());
        actions[7] = abi.encodeCall(IHourglass.bank, (5 ether));
        actions[8] = abi.encodeCall(IHourglass.withdraw, (1 ether));
        actions[9] = abi.encodeCall(IHourglass.finish, ());
        actions[10] = abi.encodeCall(IHourglass.unearth, (findSite(Table.RELIC_COUNT + 1)));
        actions[11] = abi.encodeCall(IHourglass.settle, (player));
        give(player, Table.CHEST_KEY, 1);
        for (uint256 i = 0; i < actions.length; ++i) {
            if (i == 6) place(player, Table.CAMP);
            if (i == 10) place(player, findSite(Table.RELIC_COUNT + 1));
            if (i == 11) _beOut(player);
            if (i == 5) place(player, findResource(Table.WOOD));
            vm.startStateDiffRecording();
            vm.prank(player);
            (bool success,) = address(game).call(actions[i]);
            VmSafe.AccountAccess[] memory seen = vm.stopAndReturnStateDiff();
            assertTrue(success, vm.toString(actions[i]));
            uint256 made;
            for (uint256 j = 0; j < seen.length; ++j) {
                if (seen[j].accessor != address(game)) continue;
                ++made;
                assertTrue(seen[j].account == address(sand) || seen[j].account == address(items), "its tokens only");
                assertEq(uint8(seen[j].kind) == uint8(VmSafe.AccountAccessKind.DelegateCall), false, "no delegate call");
            }
            // A move calls nobody, nor do the functions that are only about the expedition.
            bool alone = i == 3 || i == 6 || i == 9 || i == 11;
            assertEq(made > 0, !alone, "what was recorded is what was called");
        }
    }

    function _beOut(address player) private {
        place(player, Table.CAMP);
        vm.prank(player);
        game.embark();
        skip(Table.EXPEDITION_SECONDS);
    }

    function _recipeThatGoes(address player) private returns (uint256) {
        for (uint256 id = 1; id <= Table.RECIPE_COUNT; ++id) {
            uint256 state = vm.snapshotState();
            vm.prank(player);
            (bool success,) = address(game).call(abi.encodeCall(IHourglass.craft, (id)));
            vm.revertToState(state);
            if (success) return id;
        }
        revert("no recipe goes");
    }

    function _isRead(string memory name) private pure returns (bool) {
        string[11] memory reads = [
            "ITEMS()",
            "MAX_STEPS()",
            "SAND()",
            "SEED()",
            "SITES()",
            "bestOf(address,uint256)",
            "isWorn(address,uint256)",
            "readNodes(uint256[])",
            "readPlayer(address)",
            "siteAt(uint256)",
            "tileAt(uint256)"
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
