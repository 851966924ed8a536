// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Vm} from "forge-std/Vm.sol";

import {Phase, Scope, entityOf} from "./Validation.sol";

/// @title StorageRules
/// @dev The storage rules of ERC-7562 for one step of a validation; transient storage counts like storage (OP-070).
/// Stricter than the text in one place: a staked entity may read foreign slots (STO-033); here nobody may.
library StorageRules {
    /// @dev The base slots of `address => …` mappings, as far as this validation computed them.
    struct Preimages {
        address[] owners;
        uint256[] bases;
        uint256 count;
    }

    uint256 private constant MAX_PREIMAGES = 1_024;

    /// @dev A mapping's value may be a struct that spans this many more slots.
    uint256 private constant MAX_OFFSET = 128;

    function empty() internal pure returns (Preimages memory) {
        return Preimages(new address[](MAX_PREIMAGES), new uint256[](MAX_PREIMAGES), 0);
    }

    /// @dev SLOAD, SSTORE, TLOAD, TSTORE.
    function isStorage(uint8 opcode) internal pure returns (bool) {
        return opcode == 0x54 || opcode == 0x55 || opcode == 0x5c || opcode == 0x5d;
    }

    /// @dev Remembers `keccak256(address || word)`; slots from any other hash cannot be associated with an address.
    function remember(Preimages memory known, bytes memory hashed) internal pure {
        if (hashed.length != 64) return;
        uint256 first;
        assembly ("memory-safe") {
            first := mload(add(hashed, 0x20))
        }
        if (first == 0 || first > type(uint160).max) return;
        known.owners[known.count] = address(uint160(first));
        known.bases[known.count] = uint256(keccak256(hashed));
        ++known.count;
    }

    /// @return rule The rule that the access breaks, or nothing.
    function broken(Vm.DebugStep memory step, Phase phase, Scope memory scope, Preimages memory known)
        internal
        pure
        returns (string memory rule)
    {
        address at = step.contractAddr;
        uint256 slot = step.stack[0];
        if (at == scope.sender) return ""; // STO-010
        (address entity, bool isStaked) = entityOf(phase, scope);
        if (at == scope.factory || at == scope.paymaster) return at == entity && isStaked ? "" : "STO-031";
        if (_isAssociated(known, slot, scope.sender)) {
            // STO-021: the account already exists; STO-022: a staked factory answers for it.
            return scope.factory == address(0) || scope.isFactoryStaked ? "" : "STO-022";
        }
        if (isStaked) return _isAssociated(known, slot, entity) ? "" : "STO-032";
        return "STO-021";
    }

    function _isAssociated(Preimages memory known, uint256 slot, address owner) private pure returns (bool) {
        if (slot == uint160(owner)) return true;
        for (uint256 i = 0; i < known.count; ++i) {
            if (known.owners[i] != owner || slot < known.bases[i]) continue;
            if (slot - known.bases[i] <= MAX_OFFSET) return true;
        }
        return false;
    }
}
