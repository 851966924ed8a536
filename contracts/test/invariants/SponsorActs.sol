// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {SponsorLedger} from "./SponsorLedger.sol";

/// @notice What must be paid and what must not, and how vouchers are chosen and ended.
abstract contract SponsorActs is SponsorLedger {
    string internal constant UNSIGNED = "AA34 signature error";

    function _paid(uint256 p, PackedUserOperation memory op) internal {
        (uint256[] memory paidBy, PackedUserOperation[] memory ops) = (new uint256[](1), new PackedUserOperation[](1));
        (paidBy[0], ops[0]) = (p, op);
        _paid(paidBy, ops);
    }

    function _paid(uint256[] memory paidBy, PackedUserOperation[] memory ops) internal {
        assertEq(_handle(paidBy, ops), "", string.concat(_kind(), ": is paid"));
        _countDone();
    }

    /// @dev An unsigned operation of any of the hostile kinds.
    function _anything(uint256 p) internal returns (PackedUserOperation memory) {
        uint256 way = _random(4);
        return _operation(p, way < 3 ? way : _random(5_000), _between(30_000, 300_000));
    }

    /// @dev Signed, after this many other operations of its session.
    function _anything(uint256 p, uint256 behind) internal returns (PackedUserOperation memory op) {
        op = _anything(p);
        op.nonce += behind;
        return _sign(p, op);
    }

    /// @dev One whose voucher was shown.
    function _shownOne() internal returns (uint256 p) {
        p = _pick();
        if (!promises[p].isShown) _paid(p, _sign(p, _operation(p, 0, 30_000)));
    }

    function _indexOf(uint256 p) internal view returns (uint256 i) {
        while (address(hostiles[i]) != promises[p].voucher.account) {
            ++i;
        }
    }

    /// @dev Bound to every field of the operation; it promises the operation's maximum cost.
    function _sponsoredOnce(uint256 way) internal returns (PackedUserOperation memory op) {
        bytes memory callData = single(address(target), 0, abi.encodeWithSignature("play(uint256)", way));
        op = _plain(address(hostiles[_random(ACCOUNTS)]), 0, callData, _random(300_000));
        op.paymasterAndData = once(op, signerKey);
    }

    function _nextSigner() internal {
        signerKey = uint256(keccak256(abi.encode("next signer", signerKey)));
        vm.prank(operator);
        paymaster.setSigner(vm.addr(signerKey));
    }

    function _deny(uint256 p, bool isNamed) internal {
        SessionPaymaster.SessionProof[] memory proofs = new SessionPaymaster.SessionProof[](isNamed ? 1 : 0);
        if (isNamed) {
            bytes32 hash = keccak256(rulesOf(_grantOf(p)));
            proofs[0] = SessionPaymaster.SessionProof(keyBytes(SESSION_KEY), hash, _grantOf(p).nonceKey);
            promises[p].isDenied = true;
        }
        vm.prank(watcher);
        paymaster.denyAccount(promises[p].voucher.account, proofs);
    }

    function _unpaid(PackedUserOperation memory op, bytes memory reason) internal {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        _unpaid(ops, reason);
    }

    function _unpaid(PackedUserOperation[] memory ops, bytes memory reason) internal {
        uint256[] memory paidBy = new uint256[](ops.length);
        for (uint256 i = 0; i < ops.length; ++i) {
            paidBy[i] = ONCE;
        }
        bytes memory refusal = _handle(paidBy, ops);
        assertGt(refusal.length, 0, string.concat(_kind(), ": is refused"));
        assertEq(this.reasonOf(refusal), reason, string.concat(_kind(), ": is refused for this reason"));
        _countRefused();
    }

    function _unpaid(PackedUserOperation memory op, bytes4 selector) internal {
        _unpaid(op, abi.encodePacked(selector));
    }

    function _simple(uint256 p) internal view returns (PackedUserOperation memory) {
        return _sign(p, _operation(p, 0, 30_000));
    }

    function _fresh() internal returns (uint256) {
        return _promise(_between(0.06 ether, 0.3 ether));
    }
}
