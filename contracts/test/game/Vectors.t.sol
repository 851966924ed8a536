// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {Hourglass} from "../../src/game/Hourglass.sol";
import {Items} from "../../src/game/Items.sol";
import {Sand} from "../../src/game/Sand.sol";
import {PlayerState} from "./PlayerState.sol";

/// @notice Replays the golden vectors of game/rules against the contracts, state by state. scripts/vectors/renderActions.ts writes the
/// file and documents its content; it holds whole calls, so that a new action needs no line here.
contract VectorsTest is Test {
    string private constant FILE = "game/rules/vectors/actions.json";
    uint256 private constant START = 1_799_884_200;

    struct Columns {
        string[] kind;
        uint256[] player;
        uint256[] time;
        uint256[] a;
        uint256[] b;
        bytes[] call;
        string[] error;
        bytes[] state;
    }

    Hourglass private game;

    function test_agrees_onLongSequences() public {
        _assertAgrees(_read("long"));
    }

    function test_agrees_onManySequences() public {
        _assertAgrees(_read("many"));
    }

    /// forge-config: default.fuzz.runs = 24
    function test_findsPlantedState(uint256 seed) public {
        Columns memory rows = _cut(_read("long"), 150);
        uint256 row = seed % rows.kind.length;
        while (rows.state[row].length == 0) row = (row + 1) % rows.kind.length;
        uint256 index = uint256(keccak256(abi.encode(seed))) % rows.state[row].length;
        rows.state[row][index] ^= 0x01;
        (bool same, uint256 at,) = _replay(rows);
        assertFalse(same, "a planted difference of state was not seen");
        assertEq(at, row, "seen at the wrong row");
    }

    function test_findsPlantedOutcome() public {
        Columns memory rows = _cut(_read("long"), 150);
        for (uint256 row = 0; row < rows.kind.length; ++row) {
            if (bytes(rows.error[row]).length == 0) continue;
            rows.error[row] = "";
            (bool same, uint256 at,) = _replay(rows);
            assertFalse(same, "a planted success was not seen");
            assertEq(at, row, "seen at the wrong row");
            return;
        }
        revert("no refusal in the first rows");
    }

    function _assertAgrees(Columns memory rows) private {
        assertGt(rows.kind.length, 900, "vectors are missing");
        (bool same, uint256 row, string memory what) = _replay(rows);
        assertTrue(same, string.concat("row ", vm.toString(row), " (", rows.kind[row], "): ", what));
    }

    /// @return same Whether all rows agree.
    /// @return row The first that does not agree.
    function _replay(Columns memory rows) private returns (bool same, uint256 row, string memory what) {
        for (row = 0; row < rows.kind.length; ++row) {
            vm.warp(START + rows.time[row]);
            (bool ok, bytes memory state, string memory why) = _play(rows, row);
            if (!ok) return (false, row, why);
            if (keccak256(state) != keccak256(rows.state[row])) {
                return
                    (false, row, string.concat("state ", vm.toString(state), " wanted ", vm.toString(rows.state[row])));
            }
        }
        return (true, 0, "");
    }

    function _play(Columns memory rows, uint256 row) private returns (bool, bytes memory, string memory) {
        bytes32 kind = keccak256(bytes(rows.kind[row]));
        address player = _player(rows.player[row]);
        uint256 a = rows.a[row];
        if (kind == keccak256("island")) {
            game = new Hourglass(uint32(a));
            return (true, "", "");
        }
        if (kind == keccak256("give")) {
            _give(player, a, rows.b[row]);
            return (true, "", "");
        }
        if (kind == keccak256("node")) return (true, PlayerState.encodeNode(game, a), "");
        if (kind == keccak256("check")) return (true, PlayerState.encodePlayer(game, player), "");

        return _call(rows, row, player);
    }

    /// @dev A row holds the call as the page makes it, the text of the error that refuses it, and what is compared after it is
    /// played: a player, and the node of a tile (its number plus 1; 0: none).
    function _call(Columns memory rows, uint256 row, address player)
        private
        returns (bool, bytes memory state, string memory)
    {
        bool refused = bytes(rows.error[row]).length != 0;
        vm.prank(player);
        (bool ok, bytes memory answer) = address(game).call(rows.call[row]);
        if (ok == refused) return (false, "", ok ? "played, but should be refused" : "refused, but should play");
        if (refused) {
            bool same = bytes4(answer) == bytes4(keccak256(bytes(rows.error[row])));
            return (same, "", string.concat("refused as ", vm.toString(answer), " wanted ", rows.error[row]));
        }
        state = PlayerState.encodePlayer(game, _player(rows.a[row]));
        uint256 node = rows.b[row];
        return (true, node == 0 ? state : bytes.concat(state, PlayerState.encodeNode(game, node - 1)), "");
    }

    function _player(uint256 index) private pure returns (address) {
        return address(uint160(0xA11CE + index));
    }

    function _give(address player, uint256 item, uint256 amount) private {
        // Fetched first: a prank applies to the next call only.
        Items items = game.ITEMS();
        Sand sand = game.SAND();
        vm.prank(address(game));
        if (item == 0) sand.mint(player, amount * 1 ether);
        else items.mint(player, item, amount);
    }

    function _read(string memory part) private view returns (Columns memory rows) {
        string memory json = vm.readFile(FILE);
        string memory at = string.concat(".", part);
        rows.kind = vm.parseJsonStringArray(json, string.concat(at, ".kind"));
        rows.player = vm.parseJsonUintArray(json, string.concat(at, ".player"));
        rows.time = vm.parseJsonUintArray(json, string.concat(at, ".now"));
        rows.a = vm.parseJsonUintArray(json, string.concat(at, ".a"));
        rows.b = vm.parseJsonUintArray(json, string.concat(at, ".b"));
        rows.call = vm.parseJsonBytesArray(json, string.concat(at, ".call"));
        rows.error = vm.parseJsonStringArray(json, string.concat(at, ".error"));
        rows.state = vm.parseJsonBytesArray(json, string.concat(at, ".state"));
    }

    /// @dev Only the first rows, by shortening the column that the replay counts.
    function _cut(Columns memory rows, uint256 length) private pure returns (Columns memory) {
        string[] memory kind = new string[](length);
        for (uint256 i = 0; i < length; ++i) {
            kind[i] = rows.kind[i];
        }
        rows.kind = kind;
        return rows;
    }
}
