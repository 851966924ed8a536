// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

import {ISessionPolicy} from "../session/ISessionPolicy.sol";

/// @title AllowListPolicy
/// @notice Allows calls of accounts that are on a list. Only the Merkle root of the list is known.
/// @dev The account and its proof are part of the grant, so the owner signs both; nothing is stored.
contract AllowListPolicy is ISessionPolicy {
    error ConfigMalformed(uint256 length);

    /// @inheritdoc ISessionPolicy
    /// @param config `root (32) || proof (32 × depth)`, as OpenZeppelin's StandardMerkleTree over `(address)` makes them.
    function isAllowed(address account, address, uint256, bytes calldata, uint256, bytes calldata config)
        external
        pure
        returns (bool)
    {
        require(config.length >= 32 && config.length % 32 == 0, ConfigMalformed(config.length));
        bytes32[] memory proof = new bytes32[](config.length / 32 - 1);
        for (uint256 i = 0; i < proof.length; ++i) {
            proof[i] = bytes32(config[32 * (i + 1):32 * (i + 2)]);
        }
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(account))));
        return MerkleProof.verify(proof, bytes32(config[:32]), leaf);
    }
}
