// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Vm} from "forge-std/Vm.sol";

import {Phase, Scope, entityOf} from "./Validation.sol";

/// @title OpcodeRules
/// @dev The opcode rules of ERC-7562 for one step of a validation. Stricter than the text in one place, since nothing here
/// needs the exception: CREATE is refused in a deployment too (OP-032).
library OpcodeRules {
    uint8 private constant ISZERO = 0x15;
    uint8 private constant BALANCE = 0x31;
    uint8 private constant SELFBALANCE = 0x47;
    uint8 private constant GAS = 0x5a;
    uint8 private constant EXTCODESIZE = 0x3b;
    uint8 private constant EXTCODECOPY = 0x3c;
    uint8 private constant EXTCODEHASH = 0x3f;
    uint8 internal constant CALL = 0xf1;
    uint8 private constant CALLCODE = 0xf2;
    uint8 private constant DELEGATECALL = 0xf4;
    uint8 internal constant CREATE2 = 0xf5;
    uint8 private constant STATICCALL = 0xfa;

    /// @dev One bit per opcode: ORIGIN, GASPRICE, BLOCKHASH, COINBASE, TIMESTAMP, NUMBER, PREVRANDAO, GASLIMIT, BASEFEE, BLOBHASH,
    /// BLOBBASEFEE, CREATE, INVALID, SELFDESTRUCT.
    uint256 private constant BANNED = 0xc0010000000000000000000000000000000000000000073f0404000000000000;

    /// @dev The opcodes of Osaka.
    uint256 private constant ASSIGNED = 0xe43f0000000000000000001fffffffffffffffffffff07ffffff00017fff0fff;

    /// @dev `depositTo(address)` of the EntryPoint.
    bytes4 private constant DEPOSIT_TO = 0xb760faf9;

    /// @dev The last precompile that every chain has, and RIP-7212's P256VERIFY, which some chains have.
    uint160 private constant LAST_PRECOMPILE = 0x09;
    uint160 private constant P256VERIFY = 0x100;

    /// @return rule The rule that the step breaks, or nothing.
    function broken(Vm.DebugStep[] memory steps, uint256 i, Phase phase, Scope memory scope)
        internal
        view
        returns (string memory rule)
    {
        Vm.DebugStep memory step = steps[i];
        uint8 opcode = step.opcode;
        if (step.isOutOfGas) return "OP-020";
        if (_isIn(opcode, BANNED)) return "OP-011";
        if (!_isIn(opcode, ASSIGNED)) return "OP-013";
        if (opcode == BALANCE || opcode == SELFBALANCE) return _isStaked(phase, scope) ? "" : "OP-080";
        if (opcode == GAS) return isCall(steps[i + 1].opcode) ? "" : "OP-012";
        if (opcode == CREATE2) return _create2(step, phase, scope);
        if (opcode == EXTCODESIZE || opcode == EXTCODECOPY || opcode == EXTCODEHASH) {
            address seen = address(uint160(step.stack[0]));
            if (seen == scope.entryPoint) {
                return opcode == EXTCODESIZE && steps[i + 1].opcode == ISZERO ? "" : "OP-051";
            }
            return _hasCode(seen, scope) ? "" : "OP-041";
        }
        return isCall(opcode) ? _call(step, scope) : "";
    }

    function isCall(uint8 opcode) internal pure returns (bool) {
        return opcode == CALL || opcode == CALLCODE || opcode == DELEGATECALL || opcode == STATICCALL;
    }

    function _call(Vm.DebugStep memory step, Scope memory scope) private view returns (string memory) {
        address to = address(uint160(step.stack[1]));
        bool paysOut = (step.opcode == CALL || step.opcode == CALLCODE) && step.stack[2] != 0;
        if (to == scope.entryPoint) return _callToEntryPoint(step, scope);
        if (paysOut) return "OP-061";
        if (_isPrecompile(to)) return "";
        if (uint160(to) == P256VERIFY) return scope.hasP256Verify ? "" : "OP-062";
        if (to.code.length == 0 && uint160(to) < 0x10000) return "OP-062";
        return _hasCode(to, scope) ? "" : "OP-041";
    }

    /// @dev OP-052: `depositTo(sender)` by sender or factory; OP-053: plain ether from the sender; nothing else.
    function _callToEntryPoint(Vm.DebugStep memory step, Scope memory scope) private pure returns (string memory) {
        bytes memory data = step.memoryInput;
        address from = step.contractAddr;
        if (step.opcode != CALL) return "OP-054";
        if (data.length == 0) return from == scope.sender ? "" : "OP-053";
        if (data.length != 36 || bytes4(data) != DEPOSIT_TO) return "OP-054";
        uint256 argument;
        assembly ("memory-safe") {
            argument := mload(add(data, 0x24))
        }
        bool isTheirs = from == scope.sender || (from == scope.factory && from != address(0));
        return isTheirs && argument == uint160(scope.sender) ? "" : "OP-052";
    }

    /// @dev Allowed once, in the deployment, to create the sender. A second one always fails: it would have to create the same
    /// address again.
    function _create2(Vm.DebugStep memory step, Phase phase, Scope memory scope) private pure returns (string memory) {
        bytes32 made =
            keccak256(abi.encodePacked(bytes1(0xff), step.contractAddr, step.stack[3], keccak256(step.memoryInput)));
        return phase == Phase.Deployment && address(uint160(uint256(made))) == scope.sender ? "" : "OP-031";
    }

    function _isStaked(Phase phase, Scope memory scope) private pure returns (bool isStaked) {
        (, isStaked) = entityOf(phase, scope);
    }

    /// @dev OP-042: the sender's code may be read before it exists, if the operation deploys it.
    function _hasCode(address seen, Scope memory scope) private view returns (bool) {
        return seen.code.length != 0 || (seen == scope.sender && scope.factory != address(0));
    }

    function _isPrecompile(address to) private pure returns (bool) {
        return uint160(to) > 0 && uint160(to) <= LAST_PRECOMPILE;
    }

    function _isIn(uint8 opcode, uint256 set) private pure returns (bool) {
        return (set >> opcode) & 1 == 1;
    }
}
