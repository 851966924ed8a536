// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";

import {Target} from "../support/Target.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Validator and account must read the same calls: every encoding except the canonical one is refused. Packed calls, which
/// have no offsets, are in adversarial/Packed.t.sol and account/Run.t.sol.
contract DecodingTest is SessionTest {
    bytes32 private constant BATCH = bytes32(bytes1(0x01));

    function setUp() public override {
        super.setUp();
        enable(_grant());
    }

    /// @dev It may send value, so an empty call with value would be dangerous.
    function _grant() private view returns (Grant memory grant) {
        grant = unpaid(makeGrant());
        grant.permissions[0].maxValue = 1 ether;
        grant.permissions[0].period = "session";
        grant.permissions[0].limits = limit("value", 10 ether);
        grant.maxGasWei = 10 ether;
    }

    function testFuzz_reverts_whenExecuteIsCutShort(uint256 length) public {
        bytes memory callData = callPlay(1);
        length = bound(length, 4, callData.length - 1);
        _expectMalformed(_cut(callData, length));
    }

    /// @dev A selector is enough to be `execute`, and not enough to be an execution.
    function test_reverts_whenNothingFollowsTheSelector() public {
        _expectMalformed(_cut(callPlay(1), 4));
    }

    /// @dev Lengths at which a sum of 256 bits would wrap to the calldata's real length.
    function testFuzz_reverts_whenTheLengthOfTheExecutionWraps(uint256 below) public {
        bytes memory callData = _cut(callPlay(1), 100);
        _store(callData, 4 + 64, type(uint256).max - below % 64);
        _expectMalformed(callData);
    }

    function testFuzz_reverts_whenABatchIsCutShort(uint256 words) public {
        bytes memory execution = abi.encode(_twoCalls());
        words = bound(words, 2, execution.length / 32 - 1);
        _expectAnyRefusal(_execute(_cut(execution, words * 32)));
    }

    function testFuzz_reverts_whenBytesTrail(bytes calldata trailing) public {
        vm.assume(trailing.length > 0);
        _expectMalformed(bytes.concat(callPlay(1), trailing));
    }

    function test_reverts_whenWordsTrailInABatch() public {
        _expectMalformed(_execute(bytes.concat(abi.encode(_twoCalls()), bytes32(0))));
    }

    function testFuzz_reverts_whenTheOffsetOfTheExecutionIsNotCanonical(uint256 offset) public {
        vm.assume(offset != 0x40);
        bytes memory callData = callPlay(1);
        _store(callData, 4 + 32, offset);
        _expectMalformed(callData);
    }

    function testFuzz_reverts_whenTheLengthOfTheExecutionIsAnother(uint256 length) public {
        bytes memory callData = callPlay(1);
        uint256 real = 20 + 32 + 36;
        vm.assume((length == 0 ? 0 : (length - 1) / 32) != (real - 1) / 32);
        _store(callData, 4 + 64, length);
        _expectMalformed(callData);
    }

    function testFuzz_reverts_whenASingleExecutionIsShorterThanItsHead(uint8 length) public {
        _expectMalformed(abi.encodeWithSignature("execute(bytes32,bytes)", bytes32(0), new bytes(uint256(length) % 52)));
    }

    /// @dev Every word of the batch that is an offset or a length, set to any other value.
    function testFuzz_reverts_whenAnOffsetInABatchIsNotCanonical(uint8 which, uint256 value) public {
        bytes memory execution = abi.encode(_twoCalls());
        // 0: array · 2, 3: calls · 6: calldata of the first · 12: of the second
        uint256[5] memory words = [uint256(0), 2, 3, 6, 12];
        uint256 at = words[which % 5] * 32;
        uint256 before;
        assembly ("memory-safe") {
            before := mload(add(add(execution, 0x20), at))
        }
        vm.assume(value != before);
        _store(execution, at, value);
        _expectAnyRefusal(_execute(execution));
    }

    /// @dev In the words that are read it looks like a list of 256 empty calls; the decoder would begin to read one byte later.
    function test_reverts_whenTheListBeginsWithinItsOffset() public {
        bytes memory execution = new bytes(0x40 + 256 * 0x20 + 0x60);
        _store(execution, 0, 1);
        _store(execution, 0x40, 256 * 0x20);
        _store(execution, 0x40 + 256 * 0x20 + 0x40, 0x60);
        _expectMalformed(_execute(execution));
    }

    /// @dev Whatever the padding: after its arguments a call may carry bytes that nobody reads.
    function test_batches_takeCalldataOfEveryLength() public {
        Execution[] memory list = _twoCalls();
        for (uint256 length = 0; length <= 32; ++length) {
            list[0].callData = bytes.concat(abi.encodeCall(Target.play, (1)), new bytes(length));
            handle(use(_grant(), batch(list), hint(0)));
            assertEq(target.played(), (length + 1) * 3, "both");
        }
    }

    /// @dev The calldata's offset is also read as its length, and one extra word makes the end correct.
    function test_reverts_whenTheCalldataBeginsWithItsOwnOffset() public {
        bytes memory head =
            abi.encode(uint256(0x20), uint256(1), uint256(0x20), address(target), uint256(0), uint256(0x40));
        bytes memory data = bytes.concat(abi.encodeCall(Target.play, (1)), new bytes(28));
        _expectMalformed(_execute(bytes.concat(head, data, bytes32(0))));
    }

    function test_reverts_whenTwoCallsShareTheirBytes() public {
        bytes memory execution = abi.encode(_twoCalls());
        _store(execution, 3 * 32, 0x40);
        _expectMalformed(_execute(execution));
    }

    function test_reverts_whenTheCallsAreSwapped() public {
        bytes memory execution = abi.encode(_twoCalls());
        _store(execution, 2 * 32, 0x40 + 0xe0 - 0x20);
        _store(execution, 3 * 32, 0x40);
        _expectMalformed(_execute(execution));
    }

    /// @dev Read from the operation's gas fields the call is `play`; the account would make an empty call with
    /// value, since nothing precedes its calldata.
    function test_reverts_whenArgumentsPointBeforeTheCalldata() public {
        int256 call = 100 + 0x60;
        int256 gasFields = -191;
        bytes memory execution = abi.encode(
            uint256(0x20), uint256(1), uint256(0x20), address(target), uint256(1 ether), gasFields - call, uint256(0)
        );
        // As long as a call of 256 bytes would be, the length in the gas fields: only the offset is wrong.
        execution = bytes.concat(execution, new bytes(256));
        _expectGasFieldsNotRead(execution);
    }

    /// @dev The same behind a decoy: a canonical batch whose first word points into the data of its only call.
    function test_reverts_whenTheArrayIsAnotherThanTheOneThatLooksRight() public {
        int256 call = 100 + 0x120;
        int256 gasFields = -191;
        bytes memory decoy = abi.encode(
            uint256(0xe0), uint256(1), uint256(0x20), address(target), uint256(0), uint256(0x60), uint256(256)
        );
        bytes memory array = abi.encode(uint256(1), uint256(0x20), address(target), uint256(1 ether), gasFields - call);
        _expectGasFieldsNotRead(bytes.concat(decoy, array, new bytes(96)));
    }

    /// @dev 31 bytes before the priority fee is a length of 256, and in the fee the selector of `play`.
    function _expectGasFieldsNotRead(bytes memory execution) private {
        Grant memory grant = _grant();
        PackedUserOperation memory op = operation(grant, _execute(execution));
        op.preVerificationGas = 1;
        op.gasFees = bytes32((uint256(uint32(Target.play.selector)) << (128 + 88)) | 1 gwei);
        op = signUse(op, grant, hint(0));
        expectRefused(op, abi.encodeWithSelector(ISessionValidator.ExecutionMalformed.selector));
        assertEq(target.emptyCalls(), 0, "no empty call");
    }

    /// @dev Bytes chosen by the thief right before the calldata.
    function testFuzz_reverts_whenACallStandsBeforeTheCalldata(uint16 back) public {
        int256 offset = -int256(uint256(back)) - 1;
        bytes memory execution =
            abi.encode(uint256(0x20), uint256(1), offset, address(target), uint256(0), uint256(0x60));
        _expectMalformed(_execute(bytes.concat(execution, abi.encode(36, abi.encodeCall(Target.play, (1))))));
    }

    function _twoCalls() private view returns (Execution[] memory list) {
        list = new Execution[](2);
        list[0] = Execution(address(target), 0, abi.encodeCall(Target.play, (1)));
        list[1] = Execution(address(target), 0, abi.encodeCall(Target.play, (2)));
    }

    function _execute(bytes memory execution) private pure returns (bytes memory) {
        return abi.encodeWithSignature("execute(bytes32,bytes)", BATCH, execution);
    }

    /// @dev Solidity's own bounds checks, which revert without a reason, may come before ours.
    function _expectAnyRefusal(bytes memory callData) private {
        PackedUserOperation memory op = use(_grant(), callData, hint(0));
        vm.expectPartialRevert(IEntryPoint.FailedOpWithRevert.selector);
        this.handleExternally(op);
    }

    function _expectMalformed(bytes memory callData) private {
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.ExecutionMalformed.selector);
        expectRefused(use(_grant(), callData, hint(0)), reason);
    }

    function _cut(bytes memory data, uint256 length) private pure returns (bytes memory) {
        assembly ("memory-safe") {
            mstore(data, length)
        }
        return data;
    }

    function _store(bytes memory data, uint256 at, uint256 word) private pure {
        for (uint256 i = 0; i < 32; ++i) {
            data[at + i] = bytes32(word)[i];
        }
    }
}
