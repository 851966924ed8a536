// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {Items} from "../../src/game/Items.sol";
import {Sand} from "../../src/game/Sand.sol";
import {Table} from "../../src/game/generated/Table.sol";
import {Hourglass} from "../../src/game/Hourglass.sol";
import {SequenceFile} from "./SequenceFile.sol";

/// @notice Replays 6,000 short sequences of random actions that the TypeScript rules played, and compares after every action the
/// whole answer (the error with its arguments) and everything that is stored: the four words of the player, the word of the
/// named node, Sand and relics, the day, and all rooms. Each sequence begins in the middle of a game, so that few actions reach
/// far. scripts/vectors/renderSequences.ts writes the files and documents their content; they hold whole calls, so that a new
/// action needs no line here.
contract SequencesTest is Test {
    using SequenceFile for bytes;

    string private constant FOLDER = "contracts/out/sequences/part";
    uint256 private constant SEQUENCES = 1_500;
    /// @dev Fixed, because the seeds of rooms depend on the address of the game: it is the first contract of its deployer.
    address private constant DEPLOYER = address(0xD0E1);
    uint256 private constant NO_NODE = 255;
    uint256 private constant RELICS = 6;
    uint256 private constant WORD = 32;
    /// @dev Time 5, block 4.
    uint256 private constant TIME = 9;
    /// @dev RUN, PACK, DIGS, PROFILE, Sand, relics, day.
    uint256 private constant WORDS = 7;
    /// @dev In the bytes of PROFILE.
    uint256 private constant VAULT_AT = 8;
    uint256 private constant VAULT = 12;
    // Slots of the game; a wrong one shows as a difference in the first sequence.
    uint256 private constant RUNS = 0;
    uint256 private constant NODES = 4;
    uint256 private constant DAYS = 5;
    uint256 private constant ROOMS = 6;
    uint256 private constant ROOM_COUNT = 7;

    Hourglass private game;
    Items private items;
    Sand private sand;

    struct Difference {
        bool found;
        uint256 sequence;
        uint256 step;
        string what;
    }

    function setUp() public {
        vm.prank(DEPLOYER);
        game = Hourglass(vm.deployCode("Hourglass.sol:Hourglass"));
        (items, sand) = (game.ITEMS(), game.SAND());
    }

    function test_agrees_firstPart() public {
        _assertAgrees(0);
    }

    function test_agrees_secondPart() public {
        _assertAgrees(1);
    }

    function test_agrees_thirdPart() public {
        _assertAgrees(2);
    }

    function test_agrees_fourthPart() public {
        _assertAgrees(3);
    }

    /// @notice One flipped bit of what is expected is found, in its sequence and at its step.
    /// forge-config: default.fuzz.runs = 24
    function testFuzz_findsPlantedBit(uint256 sequence, uint256 step, uint256 bit) public {
        bytes memory read = _read(0);
        sequence = bound(sequence, 0, 49);
        step = bound(step, 0, 5);
        (uint256 from, uint256 to) = _expected(read, sequence, step);
        bit = bound(bit, 8 * from, 8 * to - 1);
        read[bit / 8] ^= bytes1(uint8(1 << bit % 8));
        Difference memory seen = _replay(read, 50);
        assertTrue(seen.found, "a planted difference was not seen");
        assertEq(seen.sequence, sequence, "seen in the wrong sequence");
        assertEq(seen.step, step, "seen at the wrong step");
    }

    function _assertAgrees(uint256 part) private {
        vm.pauseGasMetering();
        vm.roll(1_000);
        assertEq(blockhash(999), keccak256("999"), "another hash of blocks: see hashOf in renderSequences.ts");
        Difference memory seen = _replay(_read(part), SEQUENCES);
        assertFalse(
            seen.found,
            string.concat("sequence ", vm.toString(seen.sequence), ", step ", vm.toString(seen.step), ": ", seen.what)
        );
    }

    function _read(uint256 part) private view returns (bytes memory) {
        string memory file = string.concat(FOLDER, vm.toString(part), ".bin");
        assertTrue(vm.exists(file), "run `npm run sequences` first, or the tests by `npm test -- forge`");
        return vm.readFileBinary(file);
    }

    function _replay(bytes memory read, uint256 sequences) private returns (Difference memory) {
        uint256 at;
        for (uint256 sequence = 0; sequence < sequences; ++sequence) {
            uint256 free = SequenceFile.freeMemory();
            uint256 steps;
            (at, steps) = _begin(read, at, _player(sequence));
            for (uint256 step = 0; step < steps; ++step) {
                string memory what;
                (at, what) = _play(read, at, _player(sequence));
                if (bytes(what).length != 0) return Difference(true, sequence, step, what);
            }
            SequenceFile.giveBack(free);
        }
        if (sequences == SEQUENCES && at != read.length) return Difference(true, sequences, 0, "the file goes on");
        return Difference(false, 0, 0, "");
    }

    /// @return Where the first step begins.
    /// @return How many there are.
    function _begin(bytes memory read, uint256 at, address player) private returns (uint256, uint256) {
        _setTime(read, at);
        at += TIME;
        for (uint256 i = 0; i < 4; ++i) {
            _store(_slotOf(player, RUNS + i), read.number(at + i * WORD, WORD));
        }
        at = _giveTokens(read, at + 4 * WORD, read.number(at + 3 * WORD + VAULT_AT, VAULT), player);
        uint256 day = block.timestamp / 1 days;
        _store(_slotOf(day, DAYS), read.number(at, WORD));
        _store(_slotOf(day + 1, DAYS), 0);
        at += WORD;
        uint256 rooms = read.number(at, 1);
        _store(bytes32(ROOM_COUNT), rooms);
        for (uint256 room = 1; room <= rooms; ++room) {
            _store(_slotOf(room, ROOMS), read.number(at + 1 + (room - 1) * WORD, WORD));
        }
        at += 1 + rooms * WORD;
        uint256 nodes = read.number(at++, 1);
        for (; nodes != 0; --nodes) {
            _store(_nodeSlot(player, read.number(at, 1)), read.number(at + 1, WORD));
            at += 1 + WORD;
        }
        return (at + 1, read.number(at, 1));
    }

    /// @dev The game holds the Sand in the vault.
    function _giveTokens(bytes memory read, uint256 at, uint256 vault, address player) private returns (uint256) {
        vm.startPrank(address(game));
        sand.mint(address(game), vault);
        sand.mint(player, read.number(at, WORD));
        uint256 relics = read.number(at + WORD, WORD);
        for (uint256 relic = 1; relic <= RELICS; ++relic) {
            uint256 count = uint32(relics >> (32 * (relic - 1)));
            if (count != 0) items.mint(player, Table.relic(relic), count);
        }
        vm.stopPrank();
        return at + 2 * WORD;
    }

    /// @return next Where the next step begins.
    /// @return what What differs; empty if they agree.
    function _play(bytes memory read, uint256 at, address player) private returns (uint256 next, string memory what) {
        _setTime(read, at);
        bytes memory call = read.slice(at + TIME + 1);
        uint256 expected;
        (expected, next) = _skip(read, at);
        vm.prank(player);
        (bool ok, bytes memory answer) = address(game).call(call);
        what = _compareOutcome(ok, answer, read.slice(expected));
        if (ok && bytes(what).length == 0) what = _compareState(read, expected + 1, player);
        uint256 node = read.number(at + TIME, 1);
        if (ok && bytes(what).length == 0 && node != NO_NODE) {
            what = _compare("nodes", _load(_nodeSlot(player, node)), read.number(next - WORD, WORD));
        }
        if (bytes(what).length != 0) what = string.concat(vm.toString(call), ": ", what);
    }

    /// @param refusal The error with its arguments; empty: it is played.
    function _compareOutcome(bool ok, bytes memory answer, bytes memory refusal) private pure returns (string memory) {
        if (ok ? refusal.length == 0 : keccak256(answer) == keccak256(refusal)) return "";
        return string.concat(ok ? "played" : vm.toString(answer), " wanted ", vm.toString(refusal));
    }

    function _compareState(bytes memory read, uint256 at, address player) private view returns (string memory what) {
        string[WORDS] memory names = ["run", "pack", "digs", "profile", "sand", "relics", "day"];
        uint256[WORDS] memory words = _readWords(player);
        for (uint256 i = 0; i < WORDS; ++i) {
            what = _compare(names[i], words[i], read.number(at + i * WORD, WORD));
            if (bytes(what).length != 0) return what;
        }
        at += WORDS * WORD;
        uint256 rooms = _load(bytes32(ROOM_COUNT));
        if (rooms != read.number(at, 1)) return _compare("rooms", rooms, read.number(at, 1));
        for (uint256 room = 1; room <= rooms && bytes(what).length == 0; ++room) {
            what = _compare("room", _load(_slotOf(room, ROOMS)), read.number(at + 1 + (room - 1) * WORD, WORD));
        }
    }

    function _readWords(address player) private view returns (uint256[WORDS] memory words) {
        for (uint256 i = 0; i < 4; ++i) {
            words[i] = _load(_slotOf(player, RUNS + i));
        }
        words[4] = sand.balanceOf(player);
        for (uint256 relic = 1; relic <= RELICS; ++relic) {
            words[5] |= items.balanceOf(player, Table.relic(relic)) << (32 * (relic - 1));
        }
        words[6] = _load(_slotOf(block.timestamp / 1 days, DAYS));
    }

    function _compare(string memory name, uint256 seen, uint256 wanted) private pure returns (string memory) {
        if (seen == wanted) return "";
        return string.concat(name, " ", vm.toString(bytes32(seen)), " wanted ", vm.toString(bytes32(wanted)));
    }

    /// @dev Where what is expected of a step begins, and where it ends.
    function _expected(bytes memory read, uint256 sequence, uint256 step) private pure returns (uint256 from, uint256) {
        uint256 at;
        for (uint256 i = 0;; ++i) {
            at += TIME + WORDS * WORD;
            at += 1 + read.number(at, 1) * WORD;
            at += 1 + read.number(at, 1) * (1 + WORD);
            uint256 steps = i == sequence ? step + 1 : read.number(at, 1);
            ++at;
            for (; steps != 0; --steps) {
                (from, at) = _skip(read, at);
            }
            if (i == sequence) return (from, at);
        }
    }

    /// @return expected Where what is expected of this step begins.
    /// @return next Where the next step begins.
    function _skip(bytes memory read, uint256 at) private pure returns (uint256 expected, uint256 next) {
        expected = at + TIME + 2 + read.number(at + TIME + 1, 1);
        uint256 refusal = read.number(expected, 1);
        next = expected + 1 + refusal;
        if (refusal != 0) return (expected, next);
        next += WORDS * WORD;
        next += 1 + read.number(next, 1) * WORD;
        if (read.number(at + TIME, 1) != NO_NODE) next += WORD;
    }

    function _setTime(bytes memory read, uint256 at) private {
        vm.warp(read.number(at, 5));
        vm.roll(read.number(at + 5, 4));
    }

    function _store(bytes32 slot, uint256 word) private {
        vm.store(address(game), slot, bytes32(word));
    }

    function _load(bytes32 slot) private view returns (uint256) {
        return uint256(vm.load(address(game), slot));
    }

    function _slotOf(address player, uint256 mapped) private pure returns (bytes32) {
        return keccak256(abi.encode(player, mapped));
    }

    function _slotOf(uint256 number, uint256 mapped) private pure returns (bytes32) {
        return keccak256(abi.encode(number, mapped));
    }

    function _nodeSlot(address player, uint256 index) private pure returns (bytes32) {
        return keccak256(abi.encode(index, _slotOf(player, NODES)));
    }

    function _player(uint256 sequence) private pure returns (address) {
        return address(uint160(0xA11CE000 + sequence));
    }
}
