// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {Vm} from "forge-std/Vm.sol";

/// @dev Builds assertions by hand as an authenticator makes them, for OpenZeppelin's ERC7913WebAuthnVerifier.
library WebAuthnSigner {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @dev User present and user verified.
    bytes1 internal constant FLAGS = 0x05;

    /// @param verifier OpenZeppelin's verifier.
    function signer(address verifier, uint256 key) internal pure returns (bytes memory) {
        (uint256 x, uint256 y) = VM.publicKeyP256(key);
        return abi.encodePacked(verifier, x, y);
    }

    function sign(uint256 key, bytes32 challenge) internal pure returns (bytes memory) {
        return sign(key, challenge, "webauthn.get", FLAGS);
    }

    /// @dev As an authenticator on another site would sign if it used the same key there.
    function signFrom(uint256 key, bytes32 challenge, string memory origin) internal pure returns (bytes memory) {
        return _sign(key, challenge, "webauthn.get", FLAGS, origin);
    }

    /// @dev With a chosen type and flags, to make assertions that must be refused.
    function sign(uint256 key, bytes32 challenge, string memory kind, bytes1 flags)
        internal
        pure
        returns (bytes memory)
    {
        return _sign(key, challenge, kind, flags, "http://localhost");
    }

    function _sign(uint256 key, bytes32 challenge, string memory kind, bytes1 flags, string memory origin)
        private
        pure
        returns (bytes memory)
    {
        string memory head = string.concat('{"type":"', kind, '",');
        string memory json = string.concat(
            head, '"challenge":"', Base64.encodeURL(abi.encodePacked(challenge)), '","origin":"', origin, '"}'
        );
        bytes memory data = abi.encodePacked(sha256("localhost"), flags, uint32(0));
        (bytes32 r, bytes32 s) = VM.signP256(key, sha256(abi.encodePacked(data, sha256(bytes(json)))));
        if (uint256(s) > P256.N / 2) s = bytes32(P256.N - uint256(s));
        return abi.encode(r, s, bytes(head).length, 1, data, json);
    }
}
