// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Target} from "../support/Target.sol";
import {Grant} from "../support/Grant.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Validator and account parse the same bytes independently. Whatever a thief puts there is either refused, or
/// what ran is exactly what was counted, call by call and amount by amount.
contract ParsingTest is StackTest {
    uint256 private constant CALLS = 3;
    /// @dev In the order of the calls: spend, play, spend.
    bytes private constant HINTS = hex"010001";

    Recorder private _recorder;

    function setUp() public override {
        super.setUp();
        _recorder = new Recorder();
        enable(_grant());
    }

    function test_theCallsAsTheyAre_runAsTheyWereCounted() public {
        uint256 fresh = vm.snapshotState();
        for (uint256 form = 0; form < 2; ++form) {
            vm.revertToState(fresh);
            assertTrue(_passes(form == 0 ? batch(_calls()) : packed(_calls())), "passes");
            assertEq(_recorder.calls(), CALLS, "all calls ran");
            assertEq(_recorder.spent(), 60, "with their amounts");
            assertEq(sessionNow(_grant()).actionsLeft, 100 - CALLS, "and were counted");
            assertEq(sessionNow(_grant()).spendLeft, 1_000 - 60, "with their amounts");
        }
    }

    /// @dev Two batches in one operation: a cheap one in the usual place, and another one at the offset.
    function test_twoBatchesInOneOperation_runsWhatWasCountedOrIsRefused() public {
        bytes memory cheap = batch(_calls());
        Execution[] memory calls = new Execution[](1);
        calls[0] = Execution(address(_recorder), 0, abi.encodeCall(Target.spend, (1, 5_000)));
        bytes memory execution = abi.encode(calls);
        bytes memory both = bytes.concat(cheap, bytes32(execution.length), execution);
        // Offsets in `execute(bytes32,bytes)` count from the end of the selector.
        _store(both, 4 + 32, cheap.length - 4);
        _expectCountedOrRefused(both);
    }

    /// @dev Words that point, count or look like either are what a malformed batch is made of.
    /// forge-config: default.fuzz.runs = 512
    function testFuzz_oneWordChanged_runsWhatWasCountedOrIsRefused(uint256 place, uint256 word, uint8 kind) public {
        bytes memory callData = batch(_calls());
        place = bound(place, 0, (callData.length - 4) / 32 - 1);
        if (kind % 4 == 0) word = (word % (callData.length / 32 + 2)) * 32;
        if (kind % 4 == 1) word = type(uint256).max - (word % 512);
        if (kind % 4 == 2) word = word % 8;
        _store(callData, 4 + 32 * place, word);
        _expectCountedOrRefused(callData);
    }

    function testFuzz_oneByteChanged_runsWhatWasCountedOrIsRefused(uint256 place, bytes1 value) public {
        bytes memory callData = batch(_calls());
        callData[bound(place, 0, callData.length - 1)] = value;
        _expectCountedOrRefused(callData);
    }

    /// @dev Heads of packed calls hold a length and whether a target follows: one changed byte changes everything after it.
    function testFuzz_oneByteOfPackedCallsChanged_runsWhatWasCountedOrIsRefused(uint256 place, bytes1 value) public {
        bytes memory callData = packed(_calls());
        callData[bound(place, 0, callData.length - 1)] = value;
        _expectCountedOrRefused(callData);
    }

    /// @dev Heads chosen by a thief, followed by bytes chosen by a thief.
    function testFuzz_packedCallsOfAnyMake_runWhatWasCountedOrAreRefused(uint16[3] memory heads, uint8[3] memory kinds)
        public
    {
        bytes memory callData = abi.encodeWithSignature("runTogether()");
        for (uint256 i = 0; i < 3; ++i) {
            bytes memory data = kinds[i] % 2 == 0
                ? abi.encodeCall(Target.spend, (1, kinds[i]))
                : abi.encodeCall(Target.play, (kinds[i]));
            uint16 length = kinds[i] % 3 == 0 ? uint16(data.length) : uint16(heads[i] % 128);
            if (i == 0 || heads[i] >= 0x8000) data = abi.encodePacked(_recorder, data);
            if (i == 0 || heads[i] >= 0x8000) length |= 0x8000;
            callData = abi.encodePacked(callData, length, data);
        }
        _expectCountedOrRefused(callData);
    }

    function passes(PackedUserOperation memory op) external returns (bool success) {
        (success,) = handleAndRead(op);
    }

    function _expectCountedOrRefused(bytes memory callData) private {
        bool passed = _passes(callData);
        Grant memory grant = _grant();
        assertEq(_recorder.calls(), passed ? 100 - sessionNow(grant).actionsLeft : 0, "what ran is what was counted");
        assertEq(_recorder.spent(), passed ? 1_000 - sessionNow(grant).spendLeft : 0, "and so are the amounts");
    }

    /// @dev With the expected hints, or with those that a thief would prefer.
    function _passes(bytes memory callData) private returns (bool) {
        bytes[3] memory hints = [HINTS, bytes(hex"01"), hex"00"];
        for (uint256 i = 0; i < 3; ++i) {
            PackedUserOperation memory op = use(_grant(), callData, hints[i]);
            try this.passes(op) returns (bool success) {
                return success;
            } catch {}
        }
        return false;
    }

    function _grant() private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.paymaster = address(0);
        grant.permissions[0].target = address(_recorder);
        grant.permissions[1].target = address(_recorder);
    }

    function _calls() private view returns (Execution[] memory calls) {
        calls = new Execution[](CALLS);
        calls[0] = Execution(address(_recorder), 0, abi.encodeCall(Target.spend, (1, 20)));
        calls[1] = Execution(address(_recorder), 0, abi.encodeCall(Target.play, (7)));
        calls[2] = Execution(address(_recorder), 0, abi.encodeCall(Target.spend, (2, 40)));
    }

    function _store(bytes memory data, uint256 at, uint256 word) private pure {
        assembly ("memory-safe") {
            mstore(add(add(data, 0x20), at), word)
        }
    }
}

/// @dev Takes any call and reads it in the simplest way.
contract Recorder {
    uint256 public calls;
    uint256 public spent;

    fallback() external payable {
        ++calls;
        if (msg.sig == Target.spend.selector) spent += uint256(bytes32(msg.data[36:68]));
    }
}
