// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {StackTest} from "./StackTest.sol";

/// @dev What is signed in an account's own domain: changes of its owner, and messages.
abstract contract Changes is StackTest {
    /// @dev What is signed for a change, as the account reads it.
    function changeDigest(string memory kind, bytes memory owner_) internal view returns (bytes32) {
        bytes32 typehash = keccak256(bytes(string.concat(kind, "(address account,bytes owner,bytes32 change)")));
        bytes32 change = account.ownership().change;
        bytes32 structHash = keccak256(abi.encode(typehash, address(account), keccak256(owner_), change));
        return keccak256(abi.encodePacked(hex"1901", accountDomain(), structHash));
    }

    function accountDomain() internal view returns (bytes32) {
        (, string memory name, string memory version,,,,) = account.eip712Domain();
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                block.chainid,
                address(account)
            )
        );
    }

    /// @dev What an owner signs for a message that an outsider presents, bound to the account (ERC-7739).
    function personalDigest(bytes32 hash) internal view returns (bytes32) {
        bytes32 inner = keccak256(abi.encode(keccak256("PersonalSign(bytes prefixed)"), hash));
        return keccak256(abi.encodePacked(hex"1901", accountDomain(), inner));
    }

    /// @dev `changeOwner` to the holder of a secp256k1 key, with the proof.
    function callChange(uint256 key) internal view returns (bytes memory) {
        bytes memory next = abi.encodePacked(vm.addr(key));
        return abi.encodeCall(account.changeOwner, (next, signSecp(key, changeDigest("Own", next))));
    }
}
