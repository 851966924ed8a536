// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccount} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IPaymaster} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Vm} from "forge-std/Vm.sol";

import {OpcodeRules} from "./OpcodeRules.sol";
import {StorageRules} from "./StorageRules.sol";
import {Phase, Report, Scope, Violation} from "./Validation.sol";

/// @title TraceReader
/// @dev Walks through the steps of one `handleOps`, finds from the EntryPoint's own calls which entity each step belongs to, and
/// checks every step of an entity against the rules.
library TraceReader {
    uint8 private constant KECCAK256 = 0x20;
    uint256 private constant MAX_VIOLATIONS = 64;

    error TraceTruncated(uint256 step);

    function read(Vm.DebugStep[] memory steps, Scope memory scope) internal view returns (Report memory report) {
        StorageRules.Preimages memory known = StorageRules.empty();
        Violation[] memory found = new Violation[](MAX_VIOLATIONS);
        uint256 count;
        uint64 home; // depth at which handleOps runs
        Phase phase;
        for (uint256 i = 0; i < steps.length && count < MAX_VIOLATIONS; ++i) {
            Vm.DebugStep memory step = steps[i];
            if (home == 0 && step.contractAddr == scope.entryPoint) home = step.depth;
            if (home == 0 || step.depth <= home) {
                phase = step.depth == home ? _phaseThatBegins(step, scope) : Phase.None;
                continue;
            }
            if (phase == Phase.None || _isMachinery(step, home, scope)) continue;
            ++report.steps[uint8(phase)];
            string memory rule = _rule(steps, i, phase, scope, known);
            if (StorageRules.isStorage(step.opcode)) ++report.storageAccesses;
            if (bytes(rule).length == 0) continue;
            uint256 operand = step.stack.length == 0 ? 0 : step.stack[0];
            found[count++] = Violation(rule, phase, step.contractAddr, step.opcode, operand);
        }
        assembly ("memory-safe") {
            mstore(found, count)
        }
        report.violations = found;
    }

    function _rule(
        Vm.DebugStep[] memory steps,
        uint256 i,
        Phase phase,
        Scope memory scope,
        StorageRules.Preimages memory known
    ) private view returns (string memory) {
        Vm.DebugStep memory step = steps[i];
        if (phase == Phase.Unknown) return "unattributed call of the EntryPoint";
        string memory rule = OpcodeRules.broken(steps, i, phase, scope);
        if (bytes(rule).length != 0) return rule;
        if (step.opcode == KECCAK256) {
            // A tracer that truncates memory would hide which slots are associated, and with whom.
            require(step.memoryInput.length == step.stack[1], TraceTruncated(i));
            StorageRules.remember(known, step.memoryInput);
        }
        return StorageRules.isStorage(step.opcode) ? StorageRules.broken(step, phase, scope, known) : "";
    }

    /// @dev A call by the EntryPoint begins a phase; any other step of the EntryPoint ends the current one.
    function _phaseThatBegins(Vm.DebugStep memory step, Scope memory scope) private pure returns (Phase) {
        if (!OpcodeRules.isCall(step.opcode)) return Phase.None;
        address to = address(uint160(step.stack[1]));
        bytes4 selector = bytes4(step.memoryInput);
        if (to == scope.senderCreator) return Phase.Deployment;
        if (to == scope.sender && selector == IAccount.validateUserOp.selector) return Phase.Account;
        if (to == scope.paymaster && selector == IPaymaster.validatePaymasterUserOp.selector) return Phase.Paymaster;
        return Phase.Unknown;
    }

    /// @dev The EntryPoint's helper that calls the factory, and the EntryPoint when it receives a payment.
    function _isMachinery(Vm.DebugStep memory step, uint64 home, Scope memory scope) private pure returns (bool) {
        if (step.contractAddr == scope.entryPoint) return true;
        return step.depth == home + 1 && step.contractAddr == scope.senderCreator;
    }
}
