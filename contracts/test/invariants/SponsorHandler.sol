// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SponsorActs} from "./SponsorActs.sol";

/// @notice What a voucher pays for, however wasteful: it limits money, not purpose.
abstract contract SponsorHandler is SponsorActs {
    function _dealPaid() internal {
        _permitted("rests", _rests);
        _permitted("burns all gas of a call", _burns);
        _permitted("explodes", _explodes);
        _permitted("reverts with much data", _revertsWithMuchData);
        _permitted("asks for gas that it does not use", _wastesGas);
        _permitted("pays the highest fees", _paysHighFees);
        _permitted("bundles for himself", _bundlesForHimself);
        _permitted("bundle of one voucher", _bundleOfOneVoucher);
        _permitted("bundle of several vouchers", _bundleOfSeveralVouchers);
        _permitted("has more counted than is paid", _countsMore);
        _permitted("drains a voucher", _drains);
        _permitted("voucher of one operation", _oneOperation);
        _permitted("sponsor changes its signer", _changesSigner);
        _permitted("watcher denies and allows", _deniesAndAllows);
        _permitted("time passes", _timePasses);
    }

    function _plays(uint256 way, uint256 callGas) private {
        uint256 p = _pick();
        _paid(p, _sign(p, _operation(p, way, callGas)));
    }

    function _rests() private {
        _plays(0, 30_000);
    }

    function _burns() private {
        _plays(1, _random(300_000));
    }

    function _explodes() private {
        _plays(2, _random(6_000_000));
    }

    function _revertsWithMuchData() private {
        _plays(_between(3, 50_000), 200_000);
    }

    function _wastesGas() private {
        _plays(0, 6_000_000);
    }

    function _paysHighFees() private {
        uint256 p = _pick();
        PackedUserOperation memory op = _anything(p);
        op.gasFees = bytes32((_between(1 gwei, 10 gwei) << 128) | _between(1 gwei, 10 gwei));
        _paid(p, _sign(p, op));
    }

    function _bundlesForHimself() private {
        address payable honest = bundler;
        bundler = thief;
        _paysHighFees();
        bundler = honest;
    }

    function _bundleOfOneVoucher() private {
        uint256 p = _shownOne();
        uint256[] memory paidBy = new uint256[](5);
        PackedUserOperation[] memory ops = new PackedUserOperation[](5);
        for (uint256 i = 0; i < 5; ++i) {
            (paidBy[i], ops[i]) = (p, _anything(p, i));
        }
        _paid(paidBy, ops);
    }

    function _bundleOfSeveralVouchers() private {
        uint256[] memory paidBy = new uint256[](_between(2, 5));
        PackedUserOperation[] memory ops = new PackedUserOperation[](paidBy.length);
        for (uint256 i = 0; i < ops.length; ++i) {
            paidBy[i] = _promise(0.1 ether);
            ops[i] = _anything(paidBy[i], 0);
        }
        _paid(paidBy, ops);
    }

    /// @dev The account also asks about another operation that is never sent: the sponsor loses nothing by it.
    function _countsMore() private {
        uint256 p = _shownOne();
        PackedUserOperation memory other = _anything(p, 1);
        bytes memory question = abi.encodeCall(validator.validateUserOp, (other, entryPointHash(other)));
        hostiles[_indexOf(p)].plan(question, true);
        promises[p].reservedWei += maxCostOf(other);
        _paid(p, _anything(p, 0));
    }

    /// @dev Until no further operation is paid.
    function _drains() private {
        uint256 p = _promise(_between(1, 0.005 ether));
        uint256[] memory paidBy = new uint256[](1);
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        paidBy[0] = p;
        uint256 count;
        bool isPaid = true;
        while (isPaid && count < 100) {
            ops[0] = _sign(p, _operation(p, 1, _between(10_000, 300_000)));
            isPaid = _handle(paidBy, ops).length == 0;
            ++count;
        }
        assertLt(count, 100, "a voucher comes to its end");
        _countDone();
    }

    function _oneOperation() private {
        PackedUserOperation memory op = _sponsoredOnce(1);
        promisedWei += maxCostOf(op);
        _paid(ONCE, op);
    }

    /// @dev This does not affect vouchers already shown.
    function _changesSigner() private {
        uint256 p = _shownOne();
        _nextSigner();
        _paid(p, _anything(p, 0));
        p = _pick();
        _paid(p, _anything(p, 0));
    }

    /// @dev A session that is not named goes on, and vouchers are accepted again.
    function _deniesAndAllows() private {
        uint256 p = _shownOne();
        _deny(p, false);
        _paid(p, _anything(p, 0));
        vm.prank(watcher);
        paymaster.allowAccount(promises[p].voucher.account);
        p = _pick();
        _paid(p, _anything(p, 0));
    }

    function _timePasses() private {
        vm.warp(vm.getBlockTimestamp() + _between(1, 30 minutes));
        _countDone();
    }
}
