// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @dev An ERC-7913 verifier that is neither ours nor for passkeys. Keys begin with an address.
contract SecpVerifier is IERC7913SignatureVerifier {
    function verify(bytes calldata key, bytes32 hash, bytes calldata signature) external pure returns (bytes4) {
        (address recovered, ECDSA.RecoverError failure,) = ECDSA.tryRecover(hash, signature);
        bool isGood = failure == ECDSA.RecoverError.NoError && bytes20(key) == bytes20(recovered);
        return isGood ? IERC7913SignatureVerifier.verify.selector : bytes4(0xffffffff);
    }
}
