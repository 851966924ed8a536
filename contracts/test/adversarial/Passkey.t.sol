// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {WebAuthnSigner} from "../support/WebAuthnSigner.sol";
import {Grant} from "../support/Grant.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev What an owner's passkey must have signed, and the one thing that the chain leaves to the authenticator.
contract PasskeyTest is Sponsored {
    address private _webAuthn;

    function setUp() public override {
        _webAuthn = deployWebAuthnVerifier();
        super.setUp();
    }

    function ownerBytes() internal view override returns (bytes memory) {
        return WebAuthnSigner.signer(_webAuthn, OWNER_KEY);
    }

    function signAsOwner(bytes32 digest) internal pure override returns (bytes memory) {
        return WebAuthnSigner.sign(OWNER_KEY, digest);
    }

    function test_passkeyOverAnotherChallenge_isInvalid() public {
        PackedUserOperation memory op = ownerOperation(callPlay(1));
        bytes memory good = op.signature;
        op.signature = WebAuthnSigner.sign(OWNER_KEY, keccak256(abi.encode(entryPointHash(op))));
        expectFailed(op, "AA24 signature error");
        op.signature = good;
        handle(op);
        assertEq(target.played(), 1, "over its own hash it is valid");
    }

    /// @dev The authenticator binds a passkey to its site by giving every site another key; the verifier does not
    /// read the origin. A site that holds the key itself does not need our passkey. So this is a known, accepted risk.
    function test_passkeyOfAnotherOrigin_isTheNamedResidual() public {
        PackedUserOperation memory op = ownerOperation(callPlay(1));
        op.signature = WebAuthnSigner.signFrom(OWNER_KEY, entryPointHash(op), "https://elsewhere.example");
        handle(op);
        assertEq(target.played(), 1, "the chain does not read the origin");
    }

    function test_passkeyWithoutPresenceOrVerificationOrOfAnotherType_isInvalid() public {
        PackedUserOperation memory op = ownerOperation(callPlay(1));
        bytes32 hash = entryPointHash(op);
        bytes1[3] memory flags = [bytes1(0x04), 0x01, 0x00];
        for (uint256 i = 0; i < 3; ++i) {
            op.signature = WebAuthnSigner.sign(OWNER_KEY, hash, "webauthn.get", flags[i]);
            expectFailed(op, "AA24 signature error");
        }
        op.signature = WebAuthnSigner.sign(OWNER_KEY, hash, "webauthn.create", WebAuthnSigner.FLAGS);
        expectFailed(op, "AA24 signature error");
    }

    /// @dev The same for a grant: the owner's signature is at the end of the operation's.
    function test_aGrantByAPasskeyOverSomethingElse_isInvalid() public {
        Grant memory grant = makeGrant();
        PackedUserOperation memory op = showing(grant, voucherFor(grant));
        op = signFirst(op, grant, hint(0), 0, WebAuthnSigner.sign(OWNER_KEY, keccak256("another")));
        expectFailed(op, "AA24 signature error");
        handle(signFirst(op, grant, hint(0)));
        assertEq(target.played(), 1, "by one over the grant it is enabled");
    }

    /// @dev An operation's hash does not cover its signature, and whoever sends an assertion can make it longer. That costs
    /// gas within the limits that session key and sponsor signed, and those were counted.
    function test_paddingOfAPasskeysSignature_staysWithinWhatWasCounted() public {
        Grant memory grant = makeGrant();
        PackedUserOperation memory op = showing(grant, voucherFor(grant));
        op.signature = bytes.concat(op.signature, new bytes(8_192));
        uint256 before = entryPoint.balanceOf(address(paymaster));
        handle(op);
        assertEq(target.played(), 1, "what was signed is what was played");
        assertLe(lostSince(before), maxCostOf(op), "within its maximum");
        assertEq(sessionNow(grant).gasLeftWei, grant.maxGasWei - maxCostOf(op), "which was counted");
    }
}
