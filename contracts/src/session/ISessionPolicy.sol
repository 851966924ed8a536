// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice A custom rule that a permission may name.
interface ISessionPolicy {
    /// @notice Whether a session may make a call. Called statically while an operation with that call is validated.
    /// @dev Must follow ERC-7562: it reads only storage associated with the account (`balanceOf(account)` is), and uses no opcode
    /// that depends on the block. Anything it allows for a limited time must not end before `validUntil`.
    /// @param account The account that makes the call.
    /// @param target The contract that is called.
    /// @param value Wei sent with the call.
    /// @param data The whole calldata.
    /// @param validUntil The last second of the session, Unix.
    /// @param config What the owner signed for this policy.
    /// @return True if it may.
    function isAllowed(
        address account,
        address target,
        uint256 value,
        bytes calldata data,
        uint256 validUntil,
        bytes calldata config
    ) external view returns (bool);
}
