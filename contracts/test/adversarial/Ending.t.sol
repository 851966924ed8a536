// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev Attacks on the end of a session.
contract EndingTest is StackTest {
    uint256 private constant MANY = 16;

    function test_operationFromTheMempool_signedBeforeTheRevocation_isRefused() public {
        enable(makeGrant());
        PackedUserOperation memory waiting = signUse(operation(callPlay(1)));
        uint256 fresh = vm.snapshotState();
        vm.warp(vm.getBlockTimestamp() + 12);
        handle(waiting);
        assertEq(target.played(), 1, "it was a good one");
        vm.revertToState(fresh);
        validator.revokeByOwner(
            address(account), sessionId(), signAsOwner(validator.hashRevoke(address(account), sessionId()))
        );
        vm.warp(vm.getBlockTimestamp() + 12);
        expectRefused(waiting, abi.encodeWithSelector(ISessionValidator.SessionRevoked.selector, sessionId()));
    }

    function test_revokeAll_withManySessions_endsEachAndCostsNoMore() public {
        enable(_grant(1));
        uint256 one = vm.snapshotState();
        uint256 costOfOne = _revokeAll();
        vm.revertToState(one);
        for (uint256 i = 2; i <= MANY; ++i) {
            enable(_grant(i));
        }
        uint256 fresh = vm.snapshotState();
        handle(_use(MANY));
        assertEq(target.played(), 1, "they play before");
        vm.revertToState(fresh);
        assertEq(_revokeAll(), costOfOne, "the same gas");
        bytes memory over = abi.encodeWithSelector(ISessionValidator.SessionEpochPassed.selector, 1, 2);
        for (uint256 i = 1; i <= MANY; ++i) {
            expectRefused(_use(i), over);
        }
    }

    /// @dev All three signed revocations, twice each, the second time on an account that has a new session.
    function test_relayedRevocation_replayed_widensNothing() public {
        enable(makeGrant());
        bytes32 digest = validator.hashRevoke(address(account), sessionId());
        bytes memory byOwner = signAsOwner(digest);
        bytes memory bySession = signAsSession(SESSION_KEY, digest);
        bytes memory allByOwner = signAsOwner(validator.hashRevokeAll(address(account), 1));
        validator.revokeByOwner(address(account), sessionId(), byOwner);
        validator.revokeBySessionKey(address(account), sessionKeyBytes(), bySession);
        validator.revokeAllByOwner(address(account), 1, allByOwner);
        enable(_grant(1));

        validator.revokeByOwner(address(account), sessionId(), byOwner);
        validator.revokeBySessionKey(address(account), sessionKeyBytes(), bySession);
        vm.expectRevert(abi.encodeWithSelector(ISessionValidator.RevokeAllWrongEpoch.selector, 1, 2));
        validator.revokeAllByOwner(address(account), 1, allByOwner);
        assertEq(validator.epochOf(address(account)), 2, "the epoch stands");
        expectCallsRefused(callPlay(1), abi.encodeWithSelector(ISessionValidator.SessionRevoked.selector, sessionId()));
        handle(_use(1));
        assertEq(target.played(), 1, "the new session plays on");
    }

    function _grant(uint256 number) private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.sessionKey = sessionKeyBytes(_key(number));
    }

    function _use(uint256 number) private view returns (PackedUserOperation memory op) {
        op = operation(callPlay(1));
        Voucher memory voucher = makeVoucher();
        voucher.session = keccak256(sessionKeyBytes(_key(number)));
        op.paymasterAndData = sponsored(voucher);
        return signUse(op, _key(number));
    }

    function _key(uint256 number) private pure returns (uint256) {
        return uint256(keccak256(abi.encode("session", number)));
    }

    function _revokeAll() private returns (uint256 gas) {
        // Touched before, so that both measures begin alike.
        validator.epochOf(address(account));
        vm.prank(address(account));
        gas = gasleft();
        validator.revokeAll();
        gas -= gasleft();
    }
}
