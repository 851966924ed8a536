// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant} from "../../src/session/Grant.sol";
import {StackTest} from "../support/StackTest.sol";
import {Target} from "../support/Target.sol";

/// @dev Validator and account parse the same bytes, each by itself. Whatever a thief puts there: either it is refused, or
/// what ran is what was counted, call by call and amount by amount.
contract ParsingTest is StackTest {
    uint256 private constant CALLS = 3;

    Recorder private _recorder;

    function setUp() public override {
        super.setUp();
        _recorder = new Recorder();
        Grant memory grant = makeGrant();
        grant.permissions[0].target = address(_recorder);
        grant.permissions[1].target = address(_recorder);
        enable(grant);
    }

    function test_theBatchAsItIs_runsAsItWasCounted() public {
        assertTrue(_passes(_batch()), "passes");
        assertEq(_recorder.calls(), CALLS, "all calls ran");
        assertEq(_recorder.spent(), 60, "with their amounts");
        assertEq(sessionNow().actionsLeft, 100 - CALLS, "and were counted");
        assertEq(sessionNow().spendLeft, 1_000 - 60, "with their amounts");
    }

    /// @dev Two batches in one operation: a cheap one where one would look, and another that the offset points to.
    function test_twoBatchesInOneOperation_runsWhatWasCountedOrIsRefused() public {
        bytes memory cheap = _batch();
        Execution[] memory calls = new Execution[](1);
        calls[0] = Execution(address(_recorder), 0, abi.encodeCall(Target.spend, (1, 5_000)));
        bytes memory execution = abi.encode(calls);
        bytes memory both = bytes.concat(cheap, bytes32(execution.length), execution);
        // Offsets in `execute(bytes32,bytes)` count from behind the selector.
        _store(both, 4 + 32, cheap.length - 4);
        _expectCountedOrRefused(both);
    }

    /// @dev Words that point, count or look like either are what a malformed batch is made of.
    /// forge-config: default.fuzz.runs = 512
    function testFuzz_oneWordChanged_runsWhatWasCountedOrIsRefused(uint256 place, uint256 word, uint8 kind) public {
        bytes memory callData = _batch();
        place = bound(place, 0, (callData.length - 4) / 32 - 1);
        if (kind % 4 == 0) word = (word % (callData.length / 32 + 2)) * 32;
        if (kind % 4 == 1) word = type(uint256).max - (word % 512);
        if (kind % 4 == 2) word = word % 8;
        _store(callData, 4 + 32 * place, word);
        _expectCountedOrRefused(callData);
    }

    function testFuzz_oneByteChanged_runsWhatWasCountedOrIsRefused(uint256 place, bytes1 value) public {
        bytes memory callData = _batch();
        callData[bound(place, 0, callData.length - 1)] = value;
        _expectCountedOrRefused(callData);
    }

    function passes(PackedUserOperation memory op) external returns (bool success) {
        (success,) = handleAndRead(op);
    }

    function _expectCountedOrRefused(bytes memory callData) private {
        bool passed = _passes(callData);
        assertEq(_recorder.calls(), passed ? 100 - sessionNow().actionsLeft : 0, "what ran is what was counted");
        assertEq(_recorder.spent(), passed ? 1_000 - sessionNow().spendLeft : 0, "and so are the amounts");
    }

    function _passes(bytes memory callData) private returns (bool) {
        PackedUserOperation memory op = signUse(operation(callData));
        try this.passes(op) returns (bool success) {
            return success;
        } catch {
            return false;
        }
    }

    function _batch() private view returns (bytes memory) {
        Execution[] memory calls = new Execution[](CALLS);
        calls[0] = Execution(address(_recorder), 0, abi.encodeCall(Target.spend, (1, 20)));
        calls[1] = Execution(address(_recorder), 0, abi.encodeCall(Target.play, (7)));
        calls[2] = Execution(address(_recorder), 0, abi.encodeCall(Target.spend, (2, 40)));
        return batch(calls);
    }

    function _store(bytes memory data, uint256 at, uint256 word) private pure {
        assembly ("memory-safe") {
            mstore(add(add(data, 0x20), at), word)
        }
    }
}

/// @dev Takes any call and reads it in the plainest way.
contract Recorder {
    uint256 public calls;
    uint256 public spent;

    fallback() external payable {
        ++calls;
        if (msg.sig == Target.spend.selector) spent += uint256(bytes32(msg.data[36:68]));
    }
}
