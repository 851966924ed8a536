// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @notice A rule of somebody's own, which a permission may name.
interface ISessionPolicy {
    /// @notice Whether a session may make a call. Asked by static call in the validation of each operation that makes it.
    /// @dev Within ERC-7562: it reads no storage but what is associated with the account (`balanceOf(account)` is), and no opcode
    /// that depends on the block. What ends must not end before `validUntil`.
    /// @param account The account that makes the call.
    /// @param target Whom it calls.
    /// @param value Wei that go with the call.
    /// @param data The whole calldata.
    /// @param validUntil The last second of the session, Unix.
    /// @param config What the owner signed for this policy.
    /// @return True: it may.
    function isAllowed(
        address account,
        address target,
        uint256 value,
        bytes calldata data,
        uint256 validUntil,
        bytes calldata config
    ) external view returns (bool);
}
