// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {ISessionPolicy} from "../session/ISessionPolicy.sol";

/// @title CredentialPolicy
/// @notice Allows calls of accounts that hold a credential signed by an attester. It must outlast the session, because validation
/// may not read the clock.
/// @dev A credential cannot be revoked; give it a short life.
contract CredentialPolicy is ISessionPolicy, EIP712 {
    bytes32 private constant CREDENTIAL_TYPEHASH =
        keccak256("Credential(address account,bytes32 kind,uint48 validUntil)");

    error ConfigMalformed(uint256 length);

    constructor() EIP712("CredentialPolicy", "1") {}

    /// @inheritdoc ISessionPolicy
    /// @param config `attester (20) || kind (32) || validUntil (6) || signature (65)`.
    function isAllowed(address account, address, uint256, bytes calldata, uint256 validUntil, bytes calldata config)
        external
        view
        returns (bool)
    {
        require(config.length == 123, ConfigMalformed(config.length));
        uint48 end = uint48(bytes6(config[52:58]));
        bytes32 digest = hashCredential(account, bytes32(config[20:52]), end);
        (address signer, ECDSA.RecoverError failure,) = ECDSA.tryRecover(digest, config[58:]);
        return failure == ECDSA.RecoverError.NoError && signer == address(bytes20(config[:20])) && validUntil <= end;
    }

    /// @notice EIP-712 digest that the attester signs.
    /// @param kind What the credential attests, for example `keccak256("member")`.
    /// @param validUntil Unix seconds, inclusive.
    function hashCredential(address account, bytes32 kind, uint48 validUntil) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(CREDENTIAL_TYPEHASH, account, kind, validUntil)));
    }
}
