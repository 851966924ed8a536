// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccount, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";

/// @dev An account of a hostile owner: it says yes to everything, and asks the session module whatever it likes.
contract Hostile is IAccount {
    ISessionValidator public immutable MODULE;

    bool public isSigning = true;
    bool public isAsking = true;
    bytes[] private _questions;
    bytes private _last;

    constructor(ISessionValidator module) {
        MODULE = module;
    }

    function set(bool signs, bool asks) external {
        (isSigning, isAsking) = (signs, asks);
    }

    /// @dev Asked in the next validation, before it asks about the operation itself.
    function plan(PackedUserOperation calldata op, bytes32 hash) external {
        _questions.push(abi.encodeCall(MODULE.validateUserOp, (op, hash)));
    }

    /// @dev Called in the next validation, after it asked about the operation itself.
    function planLast(bytes calldata data) external {
        _last = data;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        return isSigning ? this.isValidSignature.selector : bytes4(0xffffffff);
    }

    function isModuleInstalled(uint256 kind, address module, bytes calldata) external view returns (bool) {
        return kind == 1 && module == address(MODULE);
    }

    function execute(bytes32, bytes calldata) external virtual {}

    function validateUserOp(PackedUserOperation calldata op, bytes32 hash, uint256) external returns (uint256) {
        for (uint256 i = 0; i < _questions.length; ++i) {
            Address.functionCall(address(MODULE), _questions[i]);
        }
        delete _questions;
        if (isAsking) MODULE.validateUserOp(op, hash);
        if (_last.length != 0) Address.functionCall(address(MODULE), _last);
        return 0;
    }
}
