// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccount, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";

/// @dev What a hostile owner may use as an account: everything is valid and signed; it asks the session module what it is told
/// to, and when a session plays, it burns gas, reverts or explodes as the argument says, instead of making the call.
contract Waster is IAccount {
    uint256 public constant BURN = 1;
    uint256 public constant EXPLODE = 2;

    ISessionValidator private immutable _MODULE;

    bool private _isAsking = true;
    bytes[] private _questions;

    constructor(ISessionValidator module) {
        _MODULE = module;
    }

    /// @dev Asked in the next validation, before it asks about the operation itself, if it does.
    function plan(bytes calldata question, bool asks) external {
        _isAsking = asks;
        if (question.length != 0) _questions.push(question);
    }

    function forget() external {
        (_isAsking, _questions) = (true, new bytes[](0));
    }

    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return this.isValidSignature.selector;
    }

    function isModuleInstalled(uint256 kind, address module, bytes calldata) external view returns (bool) {
        return kind == 1 && module == address(_MODULE);
    }

    function validateUserOp(PackedUserOperation calldata op, bytes32 hash, uint256) external returns (uint256) {
        for (uint256 i = 0; i < _questions.length; ++i) {
            _ask(_questions[i]);
        }
        delete _questions;
        // Without a signature it is not a session's operation.
        if (_isAsking && op.signature.length != 0) _ask(abi.encodeCall(_MODULE.validateUserOp, (op, hash)));
        return 0;
    }

    function execute(bytes32, bytes calldata execution) external view {
        uint256 way = uint256(bytes32(execution[56:88]));
        uint256 floor = gasleft() / 64;
        if (way == BURN) while (gasleft() > floor) {}
        assembly ("memory-safe") {
            if eq(way, 2) { invalid() }
            if gt(way, 2) { revert(mload(0x40), way) }
        }
    }

    function _ask(bytes memory question) private {
        (bool success, bytes memory answer) = address(_MODULE).call(question);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }
}
