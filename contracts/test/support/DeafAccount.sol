// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";

/// @dev An account by another vendor that asks the module and ignores the answer: every operation is valid. Its owner
/// signs with `yes`.
contract DeafAccount {
    ISessionValidator private immutable _MODULE;

    constructor(ISessionValidator module) {
        _MODULE = module;
    }

    receive() external payable {}

    function validateUserOp(PackedUserOperation calldata op, bytes32 hash, uint256 missing) external returns (uint256) {
        _MODULE.validateUserOp(op, hash);
        (bool success,) = msg.sender.call{value: missing}("");
        return success ? 0 : 1;
    }

    function isModuleInstalled(uint256 kind, address module, bytes calldata) external view returns (bool) {
        return kind == 1 && module == address(_MODULE);
    }

    function isValidSignature(bytes32, bytes calldata signature) external pure returns (bytes4) {
        return keccak256(signature) == keccak256("yes") ? bytes4(0x1626ba7e) : bytes4(0xffffffff);
    }

    /// @dev It makes single calls only.
    function execute(bytes32, bytes calldata execution) external {
        (bool success,) = address(bytes20(execution[:20])).call(execution[52:]);
        require(success, "failed");
    }
}
