// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    IAggregator,
    IEntryPoint as IAggregatingEntryPoint,
    PackedUserOperation
} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";

import {Grant} from "../support/Grant.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Signatures that are valid for something else, and fields that name who may verify them.
contract SignaturesTest is StackTest {
    function setUp() public override {
        super.setUp();
        enable(_grant());
    }

    /// @dev Signed for a second EntryPoint with the same code: invalid here, and the account does not accept that EntryPoint.
    function test_operationSignedForAnotherEntryPoint_isRefused() public {
        IEntryPoint canonical = entryPoint;
        address other = _anotherEntryPoint();
        entryPoint = IEntryPoint(other);
        PackedUserOperation memory op = use(_grant(), callPlay(1), hint(0));
        IEntryPoint(other).depositTo{value: 1 ether}(address(account));
        vm.expectPartialRevert(IEntryPoint.FailedOpWithRevert.selector);
        this.handleExternally(op);

        entryPoint = canonical;
        PackedUserOperation memory here = operation(_grant(), callPlay(1));
        bytes32 hash = entryPointHash(here);
        entryPoint = IEntryPoint(other);
        assertNotEq(entryPointHash(here), hash, "another EntryPoint, another hash");
        here = signUse(here, _grant(), hint(0));
        entryPoint = canonical;
        expectFailed(here, "AA24 signature error");
        assertEq(target.played(), 0, "played nowhere");
    }

    function test_operationSignedForAnotherChain_isRefused() public {
        uint256 here = block.chainid;
        vm.chainId(here + 1);
        PackedUserOperation memory op = use(_grant(), callPlay(1), hint(0));
        vm.chainId(here);
        expectFailed(op, "AA24 signature error");
    }

    /// @dev An aggregator that says yes to everything lets nobody in, whether the session key signed this operation or another.
    function test_aggregatorField_isNeverHonoured() public {
        YesAggregator aggregator = new YesAggregator();
        PackedUserOperation memory op = use(_grant(), callPlay(1), hint(0));
        _expectAggregatedRefused(op, aggregator);
        _expectAggregatedRefused(_with(operation(_grant(), callPlay(1)), _signatureFor(2)), aggregator);
        handle(op);
        assertEq(target.played(), 1, "without the aggregator it plays");
    }

    /// @dev The lowest 160 bits could name an aggregator; whatever was signed, they mean yes or no and never an address.
    function testFuzz_validationData_neverNamesAnAggregator(uint256 signedFor) public {
        PackedUserOperation memory op = _with(operation(_grant(), callPlay(1)), _signatureFor(signedFor));
        bytes32 hash = entryPointHash(op);
        vm.prank(address(entryPoint));
        uint160 authorizer = uint160(account.validateUserOp(op, hash, 0));
        assertEq(authorizer, signedFor == 1 ? 0 : 1, "yes or no");
    }

    /// @dev An operation's hash does not cover its signature: anybody who relays it may change time, hints, key and rules. Either
    /// what the key signed runs once, in the same session, or nothing runs.
    function testFuzz_oneByteOfTheSignatureChanged_playsWhatWasSignedOrNothing(uint256 place, bytes1 value) public {
        PackedUserOperation memory op = use(_grant(), callPlay(5), hint(0));
        op.signature[bound(place, 0, op.signature.length - 1)] = value;
        try this.handleExternally(op) {
            assertEq(target.played(), 5, "what was signed");
            assertEq(sessionNow(_grant()).actionsLeft, 99, "and it was counted");
        } catch {
            assertEq(target.played(), 0, "nothing");
            assertEq(sessionNow(_grant()).actionsLeft, 100, "nothing was counted");
        }
    }

    function handleAggregated(PackedUserOperation memory op, IAggregator aggregator) external {
        IAggregatingEntryPoint.UserOpsPerAggregator[] memory groups =
            new IAggregatingEntryPoint.UserOpsPerAggregator[](1);
        groups[0].userOps = new PackedUserOperation[](1);
        groups[0].userOps[0] = op;
        groups[0].aggregator = aggregator;
        vm.prank(bundler, bundler);
        IAggregatingEntryPoint(address(entryPoint)).handleAggregatedOps(groups, bundler);
    }

    function _expectAggregatedRefused(PackedUserOperation memory op, IAggregator aggregator) private {
        vm.expectRevert(abi.encodeWithSelector(IEntryPoint.FailedOp.selector, 0, "AA24 signature error"));
        this.handleAggregated(op, aggregator);
    }

    function _grant() private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.paymaster = address(0);
    }

    function _signatureFor(uint256 value) private view returns (bytes memory) {
        return use(_grant(), callPlay(value), hint(0)).signature;
    }

    function _anotherEntryPoint() private returns (address other) {
        string memory built = vm.readFile("node_modules/@account-abstraction/contracts/artifacts/EntryPoint.json");
        bytes memory code = vm.parseJsonBytes(built, ".bytecode");
        assembly ("memory-safe") {
            other := create(0, add(code, 0x20), mload(code))
        }
        assertGt(other.code.length, 0, "the other EntryPoint is there");
    }

    function _with(PackedUserOperation memory op, bytes memory signature)
        private
        pure
        returns (PackedUserOperation memory)
    {
        op.signature = signature;
        return op;
    }
}

contract YesAggregator is IAggregator {
    function validateUserOpSignature(PackedUserOperation calldata) external pure returns (bytes memory) {
        return "";
    }

    function aggregateSignatures(PackedUserOperation[] calldata) external pure returns (bytes memory) {
        return "";
    }

    function validateSignatures(PackedUserOperation[] calldata, bytes calldata) external pure {}
}
