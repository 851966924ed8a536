// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEntryPoint} from "@account-abstraction/contracts/interfaces/IEntryPoint.sol";
import {IStakeManager} from "@account-abstraction/contracts/interfaces/IStakeManager.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Test} from "forge-std/Test.sol";

import {TraceReader} from "./TraceReader.sol";
import {Phase, Report, Scope, Violation} from "./Validation.sol";

/// @dev Traces the validation of an operation as the real EntryPoint runs it, and checks it against ERC-7562.
/// The tracer works in the profiles `trace` and `secondTrace` only (see foundry.toml).
abstract contract TraceTest is Test {
    IEntryPoint private constant ENTRY_POINT = IEntryPoint(0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108);

    /// @dev The minimum that a bundler may require; the delay is the rule's constant.
    uint256 internal constant MIN_STAKE = 1 ether;
    uint32 internal constant MIN_UNSTAKE_DELAY = 1 days;

    bytes internal constant VALIDATED =
        abi.encodeWithSelector(IEntryPoint.FailedOp.selector, 1, "AA20 account not deployed");
    bytes internal constant SIGNATURE_REFUSED =
        abi.encodeWithSelector(IEntryPoint.FailedOp.selector, 0, "AA24 signature error");

    /// @dev Whether the chain has P256VERIFY.
    function hasP256Verify() internal view virtual returns (bool) {
        return true;
    }

    /// @dev The operation is validated in every phase it must have, and breaks no rule.
    function assertInScope(PackedUserOperation memory op) internal {
        (Report memory report, bytes memory outcome) = traceValidation(op);
        assertEq(outcome, VALIDATED, "the operation is valid");
        assertNothingBroken(report);
        assertAllWasRead(report, op);
    }

    /// @dev The operation breaks this rule in this phase, and no other.
    function assertBreaks(PackedUserOperation memory op, string memory rule, Phase phase) internal {
        (Report memory report,) = traceValidation(op);
        assertGt(report.violations.length, 0, string.concat("nothing was caught; wanted ", rule));
        for (uint256 i = 0; i < report.violations.length; ++i) {
            assertEq(report.violations[i].rule, rule, describe(report.violations[i]));
            assertEq(uint8(report.violations[i].phase), uint8(phase), describe(report.violations[i]));
        }
    }

    function assertNothingBroken(Report memory report) internal pure {
        if (report.violations.length != 0) assertTrue(false, describe(report.violations[0]));
    }

    /// @dev A check that read nothing would find nothing.
    function assertAllWasRead(Report memory report, PackedUserOperation memory op) internal pure {
        assertGt(report.steps[uint8(Phase.Account)], 100, "the account's validation was read");
        assertEq(report.steps[uint8(Phase.Deployment)] > 100, op.initCode.length != 0, "the deployment was read");
        assertEq(report.steps[uint8(Phase.Paymaster)] > 100, op.paymasterAndData.length != 0, "the paymaster was read");
        assertGt(report.storageAccesses, 0, "storage was seen");
    }

    /// @dev Handles the operation followed by one that cannot be validated: the EntryPoint validates the first as usual
    /// and then reverts, before anything is executed.
    function traceValidation(PackedUserOperation memory op)
        internal
        returns (Report memory report, bytes memory outcome)
    {
        Scope memory scope = _scope(op);
        PackedUserOperation[] memory ops = new PackedUserOperation[](2);
        ops[0] = op;
        ops[1].sender = makeAddr("not deployed");
        return
            this.traceExternally(
                abi.encodeWithSelector(IEntryPoint.handleOps.selector, ops, makeAddr("bundler")), scope
            );
    }

    /// @dev In its own call frame: the tracer copies the frame's memory at every step, and a trace fills it.
    function traceExternally(bytes calldata data, Scope calldata scope)
        external
        returns (Report memory report, bytes memory outcome)
    {
        address bundler_ = makeAddr("bundler");
        vm.startDebugTraceRecording();
        vm.prank(bundler_, bundler_);
        (, outcome) = address(ENTRY_POINT).call(data);
        report = TraceReader.read(vm.stopAndReturnDebugTraceRecording(), scope);
    }

    function describe(Violation memory violation) internal pure returns (string memory) {
        string[5] memory phases = ["-", "deployment", "account", "paymaster", "unknown"];
        string memory where = string.concat(" in the ", phases[uint8(violation.phase)], " phase, at ");
        string memory what = string.concat(", opcode ", vm.toString(violation.opcode), ", operand ");
        return
            string.concat(
                violation.rule, where, vm.toString(violation.at), what, vm.toString(bytes32(violation.operand))
            );
    }

    function _scope(PackedUserOperation memory op) private view returns (Scope memory scope) {
        scope.entryPoint = address(ENTRY_POINT);
        scope.senderCreator = address(ENTRY_POINT.senderCreator());
        scope.sender = op.sender;
        if (op.initCode.length != 0) scope.factory = address(bytes20(op.initCode));
        if (op.paymasterAndData.length != 0) scope.paymaster = address(bytes20(op.paymasterAndData));
        scope.isFactoryStaked = _isStaked(scope.factory);
        scope.isPaymasterStaked = _isStaked(scope.paymaster);
        scope.hasP256Verify = hasP256Verify();
    }

    function _isStaked(address entity) private view returns (bool) {
        IStakeManager.DepositInfo memory info = ENTRY_POINT.getDepositInfo(entity);
        return info.staked && info.stake >= MIN_STAKE && info.unstakeDelaySec >= MIN_UNSTAKE_DELAY;
    }
}
