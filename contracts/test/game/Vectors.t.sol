// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {Hourglass} from "../../src/game/Hourglass.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Items} from "../../src/game/Items.sol";
import {Sand} from "../../src/game/Sand.sol";
import {PlayerState} from "./PlayerState.sol";

/// @notice Replays the golden vectors of game/rules against the contracts, state by state.
contract VectorsTest is Test {
    string private constant FOLDER = "game/rules/vectors/";
    uint256 private constant START = 1_799_884_200;

    struct Columns {
        string[] kind;
        uint256[] player;
        uint256[] time;
        uint256[] a;
        uint256[] b;
        bytes[] path;
        string[] error;
        bytes[] state;
    }

    Hourglass private game;
    mapping(bytes32 nameHash => bytes4) private selectors;

    function setUp() public {
        _name("AmountZero", IHourglass.AmountZero.selector);
        _name("BiomeClosed", IHourglass.BiomeClosed.selector);
        _name("CampOutOfReach", IHourglass.CampOutOfReach.selector);
        _name("ChestAlreadyOpened", IHourglass.ChestAlreadyOpened.selector);
        _name("ExpeditionRuns", IHourglass.ExpeditionRuns.selector);
        _name("ItemIsWorn", IHourglass.ItemIsWorn.selector);
        _name("ItemsTooFew", IHourglass.ItemsTooFew.selector);
        _name("NoExpedition", IHourglass.NoExpedition.selector);
        _name("NodeEmpty", IHourglass.NodeEmpty.selector);
        _name("NotForSale", IHourglass.NotForSale.selector);
        _name("NotWearable", IHourglass.NotWearable.selector);
        _name("NothingGrows", IHourglass.NothingGrows.selector);
        _name("NothingHidden", IHourglass.NothingHidden.selector);
        _name("PathLengthInvalid", IHourglass.PathLengthInvalid.selector);
        _name("PriceAboveMax", IHourglass.PriceAboveMax.selector);
        _name("QuestAlreadyClaimed", IHourglass.QuestAlreadyClaimed.selector);
        _name("QuestNotMet", IHourglass.QuestNotMet.selector);
        _name("QuestUnknown", IHourglass.QuestUnknown.selector);
        _name("RecipeUnknown", IHourglass.RecipeUnknown.selector);
        _name("RelicAlreadyFound", IHourglass.RelicAlreadyFound.selector);
        _name("SandTooLow", IHourglass.SandTooLow.selector);
        _name("TileOutOfReach", IHourglass.TileOutOfReach.selector);
        _name("ToolNotWorn", IHourglass.ToolNotWorn.selector);
        _name("TraderOutOfReach", IHourglass.TraderOutOfReach.selector);
    }

    function test_agrees_onLongSequences() public {
        _assertAgrees(_read("actions-1.json"));
    }

    function test_agrees_onManySequences() public {
        _assertAgrees(_read("actions-2.json"));
    }

    /// forge-config: default.fuzz.runs = 24
    function test_findsPlantedState(uint256 seed) public {
        Columns memory rows = _cut(_read("actions-1.json"), 150);
        uint256 row = seed % rows.kind.length;
        while (rows.state[row].length == 0) row = (row + 1) % rows.kind.length;
        uint256 index = uint256(keccak256(abi.encode(seed))) % rows.state[row].length;
        rows.state[row][index] ^= 0x01;
        (bool same, uint256 at,) = _replay(rows);
        assertFalse(same, "a planted difference of state was not seen");
        assertEq(at, row, "seen at the wrong row");
    }

    function test_findsPlantedOutcome() public {
        Columns memory rows = _cut(_read("actions-1.json"), 150);
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
    /// @return row The first that does not.
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

        vm.prank(player);
        (bool ok, bytes memory answer) = address(game).call(_encodeCall(kind, a, rows.b[row], rows.path[row]));
        bytes4 wanted = selectors[keccak256(bytes(rows.error[row]))];
        if (bytes(rows.error[row]).length != 0 && wanted == 0) return (false, "", "error name unknown to this test");
        if (ok != (wanted == 0)) return (false, "", ok ? "played, but should be refused" : "refused, but should play");
        if (!ok && bytes4(answer) != wanted) {
            return (false, "", string.concat("refused as ", vm.toString(answer), " wanted ", rows.error[row]));
        }
        if (kind == keccak256("settle")) player = _player(a);
        bytes memory state = PlayerState.encodePlayer(game, player);
        return (true, kind == keccak256("gather") ? bytes.concat(state, PlayerState.encodeNode(game, a)) : state, "");
    }

    function _player(uint256 index) private pure returns (address) {
        return address(uint160(0xA11CE + index));
    }

    function _give(address player, uint256 item, uint256 amount) private {
        // Fetched first: a prank holds for the next call only.
        Items items = game.ITEMS();
        Sand sand = game.SAND();
        vm.prank(address(game));
        if (item == 0) sand.mint(player, amount * 1 ether);
        else items.mint(player, item, amount);
    }

    function _encodeCall(bytes32 kind, uint256 a, uint256 b, bytes memory path) private pure returns (bytes memory) {
        if (kind == keccak256("move")) return abi.encodeCall(IHourglass.move, (path));
        if (kind == keccak256("gather")) return abi.encodeCall(IHourglass.gather, (a));
        if (kind == keccak256("craft")) return abi.encodeCall(IHourglass.craft, (a));
        if (kind == keccak256("equip")) return abi.encodeCall(IHourglass.equip, (a));
        if (kind == keccak256("claim")) return abi.encodeCall(IHourglass.claim, (a));
        if (kind == keccak256("buy")) return abi.encodeCall(IHourglass.buy, (a, b * 1 ether));
        if (kind == keccak256("embark")) return abi.encodeCall(IHourglass.embark, ());
        if (kind == keccak256("finish")) return abi.encodeCall(IHourglass.finish, ());
        if (kind == keccak256("bank")) return abi.encodeCall(IHourglass.bank, (a * 1 ether));
        if (kind == keccak256("leave")) return abi.encodeCall(IHourglass.leave, (a * 1 ether));
        if (kind == keccak256("unearth")) return abi.encodeCall(IHourglass.unearth, (a));
        if (kind == keccak256("settle")) return abi.encodeCall(IHourglass.settle, (_player(a)));
        revert("kind unknown to this test");
    }

    function _read(string memory file) private view returns (Columns memory rows) {
        string memory json = vm.readFile(string.concat(FOLDER, file));
        rows.kind = vm.parseJsonStringArray(json, ".kind");
        rows.player = vm.parseJsonUintArray(json, ".player");
        rows.time = vm.parseJsonUintArray(json, ".now");
        rows.a = vm.parseJsonUintArray(json, ".a");
        rows.b = vm.parseJsonUintArray(json, ".b");
        rows.path = vm.parseJsonBytesArray(json, ".path");
        rows.error = vm.parseJsonStringArray(json, ".error");
        rows.state = vm.parseJsonBytesArray(json, ".state");
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

    function _name(string memory name, bytes4 selector) private {
        selectors[keccak256(bytes(name))] = selector;
    }
}
