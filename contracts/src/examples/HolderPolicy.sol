// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ISessionPolicy} from "../session/ISessionPolicy.sol";

/// @dev Fits ERC-20 and ERC-721.
interface IBalances {
    function balanceOf(address holder) external view returns (uint256);
}

/// @title HolderPolicy
/// @notice Allows calls of accounts while they hold a token.
/// @dev ERC-7562: `balanceOf(account)` reads storage associated with the account if the token keeps balances in a mapping by
/// holder, as OpenZeppelin's tokens do. A token that reads more cannot be asked in validation.
contract HolderPolicy is ISessionPolicy {
    error ConfigMalformed(uint256 length);

    /// @inheritdoc ISessionPolicy
    /// @param config `token (20) || minimum balance (32)`, in the token's smallest unit or in pieces.
    function isAllowed(address account, address, uint256, bytes calldata, uint256, bytes calldata config)
        external
        view
        returns (bool)
    {
        require(config.length == 52, ConfigMalformed(config.length));
        return IBalances(address(bytes20(config[:20]))).balanceOf(account) >= uint256(bytes32(config[20:]));
    }
}
