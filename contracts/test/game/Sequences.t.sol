// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

import {Hourglass} from "../../src/game/Hourglass.sol";
import {IHourglass} from "../../src/game/IHourglass.sol";
import {Items} from "../../src/game/Items.sol";
import {Sand} from "../../src/game/Sand.sol";
import {PlayerState} from "./PlayerState.sol";

/// @notice Replays 10,000 short sequences of random actions that the TypeScript rules played, and compares outcome and state
/// after every action: everything that `readPlayer` returns for the acting player, and the node of the named tile; the other
/// player too, at the end and when settled. Each sequence begins in the middle of a game, so that few actions reach far.
/// scripts/vectors/renderSequences.ts writes the files and documents their content; they hold whole calls, so that a new action
/// needs no line here.
contract SequencesTest is Test {
    string private constant FOLDER = "contracts/out/sequences/";
    uint256 private constant SEQUENCES = 2_500;
    // Slots of `_players` and `_ledgers`; a wrong one shows as a difference in the first sequence.
    uint256 private constant PLAYERS_SLOT = 0;
    uint256 private constant LEDGERS_SLOT = 1;
    /// @dev From the start of a step to its call: time 5, player 1, flags 1, tile 2, length 1.
    uint256 private constant HEAD = 10;
    /// @dev Before the end of a step: digest 8, error 4.
    uint256 private constant TAIL = 12;

    Hourglass private game;
    Items private items;
    Sand private sand;

    struct Step {
        uint256 at;
        bool both;
        bool node;
        uint256 tile;
        address self;
        address other;
        bytes call;
        bytes4 error;
        bytes8 digest;
    }

    struct Difference {
        bool found;
        uint256 sequence;
        uint256 step;
        string what;
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

    /// @notice One flipped bit of one expected state is found, in its sequence and at its step.
    /// forge-config: default.fuzz.runs = 8
    function testFuzz_findsPlantedState(uint256 sequence, uint256 step, uint256 bit) public {
        bytes memory read = _read(0);
        sequence = bound(sequence, 0, 99);
        step = bound(step, 0, 4);
        uint256 at = _endOfStep(read, sequence, step) - 8 + bit % 8;
        read[at] ^= bytes1(uint8(1 << (bit / 8) % 8));
        Difference memory seen = _replay(read, 100);
        assertTrue(seen.found, "a planted difference was not seen");
        assertEq(seen.sequence, sequence, "seen in the wrong sequence");
        assertEq(seen.step, step, "seen at the wrong step");
    }

    /// @notice Finds an expected refusal where the contract plays, and the opposite.
    function test_findsPlantedOutcome() public {
        bytes memory read = _read(0);
        uint256 at = _endOfStep(read, 7, 3) - TAIL;
        bool played = read[at] | read[at + 1] | read[at + 2] | read[at + 3] == 0;
        read[at + 3] = played ? bytes1(0x01) : read[at + 3] ^ 0x01;
        Difference memory seen = _replay(read, 20);
        assertTrue(seen.found && seen.sequence == 7 && seen.step == 3, "a planted outcome was not seen");
    }

    function _assertAgrees(uint256 part) private {
        // Two billion gas; a test has one.
        vm.pauseGasMetering();
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
            uint256 free = _freeMemory();
            uint256 steps;
            (at, steps) = _begin(read, at, sequence);
            for (uint256 step = 0; step < steps; ++step) {
                Step memory next;
                (next, at) = _readStep(read, at, sequence);
                string memory what = _play(next);
                if (bytes(what).length != 0) return Difference(true, sequence, step, what);
            }
            _giveBack(free);
        }
        if (sequences == SEQUENCES && at != read.length) return Difference(true, sequences, 0, "the file goes on");
        return Difference(false, 0, 0, "");
    }

    function _begin(bytes memory read, uint256 at, uint256 sequence) private returns (uint256, uint256 steps) {
        uint256 island = _number(read, at, 5);
        if (island != 0) {
            game = new Hourglass(uint32(island));
            (items, sand) = (game.ITEMS(), game.SAND());
        }
        vm.warp(_number(read, at + 5, 5));
        at += 10;
        for (uint256 i = 0; i < 2; ++i) {
            address player = _player(sequence, i);
            vm.store(address(game), keccak256(abi.encode(player, PLAYERS_SLOT)), bytes32(_number(read, at, 32)));
            uint256 ledger = _number(read, at + 32, 32);
            vm.store(address(game), keccak256(abi.encode(player, LEDGERS_SLOT)), bytes32(ledger));
            vm.startPrank(address(game));
            // The game holds the Sand in the vault.
            sand.mint(address(game), uint96(ledger));
            sand.mint(player, _number(read, at + 64, 4) * 1 ether);
            uint256 count = _number(read, at + 68, 1);
            at += 69;
            for (; count != 0; --count) {
                items.mint(player, _number(read, at, 1), _number(read, at + 1, 1));
                at += 2;
            }
            vm.stopPrank();
        }
        return (at + 1, _number(read, at, 1));
    }

    /// @return What differs; empty if they agree.
    function _play(Step memory step) private returns (string memory) {
        vm.warp(step.at);
        vm.prank(step.self);
        (bool ok, bytes memory answer) = address(game).call(step.call);
        string memory what = _compareOutcome(ok, answer, step.error);
        if (bytes(what).length != 0) return what;
        bytes memory state = _view(step.self);
        if (step.both) state = bytes.concat(state, _view(step.other));
        if (step.node) state = bytes.concat(state, PlayerState.encodeNode(game, step.tile));
        return bytes8(sha256(state)) == step.digest ? "" : string.concat("another state after ", vm.toString(step.call));
    }

    /// @return step The step at an offset.
    /// @return next Where the next one begins.
    function _readStep(bytes memory read, uint256 at, uint256 sequence)
        private
        pure
        returns (Step memory step, uint256 next)
    {
        step.at = _number(read, at, 5);
        step.self = _player(sequence, _number(read, at + 5, 1));
        step.other = _player(sequence, 1 - _number(read, at + 5, 1));
        step.both = _number(read, at + 6, 1) & 1 != 0;
        step.node = _number(read, at + 6, 1) & 2 != 0;
        step.tile = _number(read, at + 7, 2);
        step.call = _bytes(read, at + 9);
        next = at + HEAD + step.call.length + TAIL;
        step.error = bytes4(uint32(_number(read, next - TAIL, 4)));
        step.digest = bytes8(uint64(_number(read, next - 8, 8)));
    }

    function _compareOutcome(bool ok, bytes memory answer, bytes4 wanted) private pure returns (string memory) {
        bytes4 seen = ok ? bytes4(0) : bytes4(answer);
        if (seen == wanted && (ok || answer.length >= 4)) return "";
        return string.concat("outcome ", vm.toString(seen), " wanted ", vm.toString(wanted));
    }

    /// @dev The contract's raw answer, not decoded and not cut.
    function _view(address player) private view returns (bytes memory answer) {
        (, answer) = address(game).staticcall(abi.encodeCall(IHourglass.readPlayer, (player)));
    }

    /// @dev Where a step of a sequence ends, found by skipping everything before it.
    function _endOfStep(bytes memory read, uint256 sequence, uint256 step) private pure returns (uint256 at) {
        for (uint256 i = 0; i <= sequence; ++i) {
            at += 10;
            for (uint256 player = 0; player < 2; ++player) {
                at += 69 + 2 * _number(read, at + 68, 1);
            }
            uint256 steps = i == sequence ? step + 1 : _number(read, at, 1);
            ++at;
            for (; steps != 0; --steps) {
                at += HEAD + _number(read, at + HEAD - 1, 1) + TAIL;
            }
        }
    }

    function _player(uint256 sequence, uint256 index) private pure returns (address) {
        return address(uint160(0xA11CE000 + 2 * sequence + index));
    }

    /// @dev Their length, then the bytes.
    function _bytes(bytes memory read, uint256 at) private pure returns (bytes memory taken) {
        taken = new bytes(_number(read, at, 1));
        for (uint256 i = 0; i < taken.length; ++i) {
            taken[i] = read[at + 1 + i];
        }
    }

    /// @dev Big-endian, at most 32 bytes: the word at the offset, shifted by what follows the number.
    function _number(bytes memory read, uint256 at, uint256 size) private pure returns (uint256 value) {
        require(at + size <= read.length, "the file ends early");
        assembly ("memory-safe") {
            value := shr(sub(256, mul(8, size)), mload(add(add(read, 32), at)))
        }
    }

    // Memory is not freed otherwise, and its price grows with the square: 2,500 sequences would take gigabytes of gas.

    function _freeMemory() private pure returns (uint256 at) {
        assembly ("memory-safe") {
            at := mload(0x40)
        }
    }

    function _giveBack(uint256 at) private pure {
        assembly ("memory-safe") {
            mstore(0x40, at)
        }
    }
}
