// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {StackTest} from "../support/StackTest.sol";
import {WebAuthnSigner} from "../support/WebAuthnSigner.sol";

/// @dev What an owner's passkey must have signed, and the one thing that the chain leaves to the authenticator.
contract PasskeyTest is StackTest {
    address private _webAuthn;

    function setUp() public override {
        _webAuthn = deployWebAuthnVerifier();
        super.setUp();
    }

    function ownerBytes() internal view override returns (bytes memory) {
        return WebAuthnSigner.signer(_webAuthn, OWNER_KEY);
    }

    function test_passkeyOverAnotherChallenge_isInvalid() public {
        PackedUserOperation memory op = signOwner(operation(callPlay(1)));
        bytes32 hash = entryPointHash(op);
        op.signature = WebAuthnSigner.sign(OWNER_KEY, keccak256(abi.encode(hash)));
        expectFailed(op, "AA24 signature error");
        op.signature = WebAuthnSigner.sign(OWNER_KEY, hash);
        handle(op);
        assertEq(target.played(), 1, "over its own hash it is valid");
    }

    /// @dev A passkey is bound to its site by the authenticator, which gives every site another key; the verifier does not
    /// read the origin. A site that holds the key itself needs no passkey of ours: so this is left as it is, and named.
    function test_passkeyOfAnotherOrigin_isTheNamedResidual() public {
        PackedUserOperation memory op = signOwner(operation(callPlay(1)));
        op.signature = WebAuthnSigner.signFrom(OWNER_KEY, entryPointHash(op), "https://elsewhere.example");
        handle(op);
        assertEq(target.played(), 1, "the chain does not read the origin");
    }
}
