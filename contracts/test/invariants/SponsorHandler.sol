// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Voucher} from "../../src/paymaster/Voucher.sol";
import {HostileAccount} from "../support/HostileAccount.sol";
import {Paid} from "./Paid.sol";
import {maxCostOf} from "./maxCostOf.sol";

/// @notice What a voucher pays for, however wasteful: it bounds money, not purpose.
abstract contract SponsorHandler is Paid {
    function _dealPaid() internal {
        _permitted("rests", _rests);
        _permitted("burns all gas of a call", _burns);
        _permitted("explodes", _explodes);
        _permitted("reverts with much data", _revertsWithMuchData);
        _permitted("sends long calldata", _sendsLongCalldata);
        _permitted("asks for gas that it does not use", _wastesGas);
        _permitted("starves post-op", _starvesPostOp);
        _permitted("pays the highest fees", _paysHighFees);
        _permitted("bundles for himself", _bundlesForHimself);
        _permitted("bundle of one voucher", _bundleOfOneVoucher);
        _permitted("bundle of several vouchers", _bundleOfSeveralVouchers);
        _permitted("drains a voucher", _drains);
        _permitted("voucher of one operation", _oneOperation);
        _permitted("sponsor signs a higher voucher", _signsHigher);
        _permitted("sponsor changes its signer", _changesSigner);
        _permitted("guardian denies and allows", _deniesAndAllows);
        _permitted("time passes", _timePasses);
    }

    /// @dev An operation of any of the hostile kinds.
    function _anything(uint256 p) internal returns (PackedUserOperation memory) {
        uint256 way = _random(4);
        bytes memory data = abi.encodeCall(HostileAccount.rest, ());
        if (way == 1) data = abi.encodeCall(HostileAccount.burn, ());
        if (way == 2) data = abi.encodeCall(HostileAccount.fail, (_random(5_000)));
        if (way == 3) data = abi.encodeCall(HostileAccount.explode, ());
        return _operation(p, data, _random(300_000), uint128(_between(10_000, 40_000)));
    }

    function _rests() private {
        uint256 p = _pick();
        _paid(p, _operation(p, abi.encodeCall(HostileAccount.rest, ()), 30_000, 50_000));
    }

    function _burns() private {
        uint256 p = _pick();
        _paid(p, _operation(p, abi.encodeCall(HostileAccount.burn, ()), _random(300_000), 50_000));
    }

    function _explodes() private {
        uint256 p = _pick();
        _paid(p, _operation(p, abi.encodeCall(HostileAccount.explode, ()), _random(6_000_000), 50_000));
    }

    function _revertsWithMuchData() private {
        uint256 p = _pick();
        _paid(p, _operation(p, abi.encodeCall(HostileAccount.fail, (_random(50_000))), 200_000, 50_000));
    }

    function _sendsLongCalldata() private {
        uint256 p = _pick();
        bytes memory data = bytes.concat(HostileAccount.rest.selector, new bytes(_random(20_000)));
        _paid(p, _operation(p, data, 100_000, uint128(_between(10_000, 40_000))));
    }

    function _wastesGas() private {
        uint256 p = _pick();
        _paid(p, _operation(p, abi.encodeCall(HostileAccount.rest, ()), 6_000_000, 100_000));
    }

    /// @dev The least that is accepted, and a little more.
    function _starvesPostOp() private {
        uint256 p = _pick();
        _paid(p, _operation(p, abi.encodeCall(HostileAccount.rest, ()), 30_000, uint128(_between(10_000, 12_000))));
    }

    function _paysHighFees() private {
        uint256 p = _pick();
        PackedUserOperation memory op = _anything(p);
        op.gasFees = bytes32((_between(1 gwei, 10 gwei) << 128) | _between(1 gwei, 10 gwei));
        _paid(p, op);
    }

    function _bundlesForHimself() private {
        address payable honest = bundler;
        bundler = payable(thief);
        _paysHighFees();
        bundler = honest;
    }

    function _bundleOfOneVoucher() private {
        uint256 p = _pick();
        uint256[] memory paidBy = new uint256[](5);
        PackedUserOperation[] memory ops = new PackedUserOperation[](5);
        for (uint256 i = 0; i < 5; ++i) {
            paidBy[i] = p;
            ops[i] = _anything(p);
            ops[i].nonce += i;
        }
        _paid(paidBy, ops);
    }

    function _bundleOfSeveralVouchers() private {
        uint256[] memory paidBy = new uint256[](_between(2, 5));
        PackedUserOperation[] memory ops = new PackedUserOperation[](paidBy.length);
        for (uint256 i = 0; i < ops.length; ++i) {
            paidBy[i] = _promise(0.1 ether);
            ops[i] = _anything(paidBy[i]);
        }
        _paid(paidBy, ops);
    }

    /// @dev Until not one more operation is paid.
    function _drains() private {
        uint256 p = _promise(_between(1, 0.004 ether));
        uint256[] memory paidBy = new uint256[](1);
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        paidBy[0] = p;
        uint256 count;
        bool isPaid = true;
        while (isPaid && count < 100) {
            ops[0] = _operation(p, abi.encodeCall(HostileAccount.burn, ()), _between(10_000, 300_000), 20_000);
            isPaid = _handle(paidBy, ops).length == 0;
            ++count;
        }
        assertLt(count, 100, "a voucher comes to its end");
        _countDone();
    }

    function _oneOperation() private {
        address sender = hostiles[_random(ACCOUNTS)];
        PackedUserOperation memory op = _plain(sender, 0, abi.encodeCall(HostileAccount.burn, ()), _random(300_000));
        op.paymasterAndData = _sponsorOnce(op, uint48(vm.getBlockTimestamp() + 5 minutes));
        promisedWei += maxCostOf(op);
        _paid(type(uint256).max, op);
    }

    /// @dev For the same session; they share a counter.
    function _signsHigher() private {
        uint256 p = _pick();
        promises[p].voucher.maxWei += uint96(_between(1, 0.1 ether));
        promisedWei += promises[p].voucher.maxWei;
        _paid(p, _anything(p));
    }

    function _changesSigner() private {
        signerKey = uint256(keccak256(abi.encode("next signer", signerKey)));
        vm.prank(operator);
        paymaster.setSigner(vm.addr(signerKey));
        uint256 p = _pick();
        _paid(p, _anything(p));
    }

    function _deniesAndAllows() private {
        uint256 p = _pick();
        vm.startPrank(guardian);
        paymaster.setAccountDenied(promises[p].voucher.account, true);
        _deny(p, true);
        paymaster.setAccountDenied(promises[p].voucher.account, false);
        _deny(p, false);
        vm.stopPrank();
        _paid(p, _anything(p));
    }

    function _timePasses() private {
        vm.warp(vm.getBlockTimestamp() + _between(1, 30 minutes));
        _countDone();
    }

    function _deny(uint256 p, bool denied) private {
        Voucher storage voucher = promises[p].voucher;
        paymaster.setVoucherDenied(voucher.account, voucher.session, voucher.nonceKey, denied);
    }
}
