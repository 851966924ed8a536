// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Grant} from "../support/Grant.sol";
import {Sponsored} from "../support/Sponsored.sol";

/// @dev The key that signs vouchers is replaced.
contract RotationTest is Sponsored {
    function test_vouchersThatWereNotShown_endAtOnce() public {
        Grant memory grant = makeGrant();
        PackedUserOperation memory op = showing(grant, voucherFor(grant));
        _rotate(THIEF_KEY);
        expectFailed(op, "AA34 signature error");
        handle(showing(grant, voucherFor(grant), THIEF_KEY));
    }

    /// @dev A signer who returns is of another generation.
    function test_returningToAFormerSigner_revivesNothing() public {
        Grant memory grant = makeGrant();
        PackedUserOperation memory op = showing(grant, voucherFor(grant));
        PackedUserOperation memory once = ownerOperation(callPlay(1));
        once.paymasterAndData = _once(once);
        once.signature = signAsOwner(entryPointHash(once));
        _rotate(THIEF_KEY);
        _rotate(SPONSOR_KEY);
        expectFailed(op, "AA34 signature error");
        expectFailed(once, "AA34 signature error");
        handle(showing(grant, voucherFor(grant)));
    }

    /// @dev A rotation does not affect these: the voucher that was shown limits them, and they are ended by name.
    function test_sessionsWhoseVoucherWasShown_goOn_untilTheyAreDenied() public {
        Grant memory grant = shown();
        _rotate(THIEF_KEY);
        handle(use(grant, callPlay(1), hint(0)));
        SessionPaymaster.SessionProof[] memory proofs = new SessionPaymaster.SessionProof[](1);
        proofs[0] = SessionPaymaster.SessionProof(keyBytes(SESSION_KEY), keccak256(rulesOf(grant)), grant.nonceKey);
        vm.prank(watcher);
        paymaster.denyAccount(address(account), proofs);
        expectUnpaid(grant);
    }

    function test_aRotation_isTold() public {
        assertEq(paymaster.generation(), 1, "the first");
        vm.expectEmit(address(paymaster));
        emit SessionPaymaster.SignerChanged(vm.addr(THIEF_KEY), 2);
        _rotate(THIEF_KEY);
        assertEq(paymaster.signer(), vm.addr(THIEF_KEY), "signer");
        assertEq(paymaster.generation(), 2, "generation");
    }

    function _rotate(uint256 key) private {
        vm.prank(operator);
        paymaster.setSigner(vm.addr(key));
    }

    function _once(PackedUserOperation memory op) private view returns (bytes memory) {
        uint48 until = uint48(vm.getBlockTimestamp() + 300);
        op.paymasterAndData = credited();
        bytes32 digest = paymaster.hashOperation(op, 1, until);
        return abi.encodePacked(credited(), hex"01", uint48(1), until, signSecp(SPONSOR_KEY, digest));
    }
}
