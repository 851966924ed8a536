// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPaymaster, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../src/paymaster/SessionPaymaster.sol";
import {Grant} from "../support/Grant.sol";
import {SponsorActs} from "./SponsorActs.sol";
import {Waster} from "./Waster.sol";

/// @notice Accounts that ask the module something else, or nothing; denial; operation vouchers; and random changes.
abstract contract SponsorTricks is SponsorActs {
    function _dealTricks() internal {
        _attack("does not ask the module", _doesNotAsk);
        _attack("asks the module about something else", _asksAboutAnother);
        _attack("gathers credits before the voucher is shown", _gathersCredits);
        _attack("plays although denied", _playsAlthoughDenied);
        _attack("calls the paymaster directly", _callsDirectly);
        _attack("changes an operation that was sponsored", _changesSponsored);
        _attack("replays an operation that was sponsored", _replaysSponsored);
        _chaos("chaos in the paymaster's data", _chaosInData);
    }

    function _doesNotAsk() private {
        uint256 p = _random(2) == 0 ? _shownOne() : _fresh();
        _asked(p, "", _simple(p));
    }

    /// @dev A cheaper operation, or the same one under another hash.
    function _asksAboutAnother() private {
        uint256 p = _shownOne();
        PackedUserOperation memory op = _simple(p);
        PackedUserOperation memory cheap = _operation(p, 0, 30_000);
        cheap.preVerificationGas -= 1;
        bytes memory question = _random(2) == 0
            ? abi.encodeCall(validator.validateUserOp, (_sign(p, cheap), entryPointHash(op)))
            : abi.encodeCall(validator.validateUserOp, (op, keccak256("another")));
        _asked(p, question, op);
    }

    /// @dev Each of them has a credit without a note, and shows the same voucher, which is valid for the first only.
    function _gathersCredits() private {
        uint256 p = _fresh();
        Grant memory grant = _grantOf(p);
        Waster account_ = hostiles[_indexOf(p)];
        PackedUserOperation[] memory ops = new PackedUserOperation[](_between(2, 4));
        for (uint256 i = 0; i < ops.length; ++i) {
            ops[i] = _operation(p, 0, 30_000);
            ops[i].nonce += i;
            ops[i] = i == 0 ? _sign(p, ops[i]) : signUse(ops[i], grant, hint(0));
            account_.plan(abi.encodeCall(validator.validateUserOp, (ops[i], entryPointHash(ops[i]))), false);
        }
        _unpaid(ops, bytes(UNSIGNED));
        account_.forget();
    }

    function _asked(uint256 p, bytes memory question, PackedUserOperation memory op) private {
        Waster account_ = hostiles[_indexOf(p)];
        account_.plan(question, false);
        _unpaid(op, bytes(UNSIGNED));
        account_.forget();
    }

    function _playsAlthoughDenied() private {
        uint256 p = _shownOne();
        uint256 later = _fresh();
        _deny(p, true);
        _unpaid(_simple(p), bytes(UNSIGNED));
        if (promises[later].voucher.account == promises[p].voucher.account) {
            _unpaid(_simple(later), SessionPaymaster.AccountIsDenied.selector);
        }
        vm.prank(watcher);
        paymaster.allowAccount(promises[p].voucher.account);
        _unpaid(_simple(p), bytes(UNSIGNED));
    }

    function _callsDirectly() private {
        PackedUserOperation memory op = _simple(_pick());
        SessionPaymaster.SessionProof[] memory none = new SessionPaymaster.SessionProof[](0);
        bytes[8] memory calls = [
            abi.encodeCall(paymaster.withdraw, (thief, 1)),
            abi.encodeCall(paymaster.setSigner, (thief)),
            abi.encodeCall(paymaster.setWatcher, (thief)),
            abi.encodeCall(paymaster.denyAccount, (op.sender, none)),
            abi.encodeCall(paymaster.validatePaymasterUserOp, (op, entryPointHash(op), 1)),
            abi.encodeCall(paymaster.postOp, (IPaymaster.PostOpMode.opSucceeded, "", 0, 0)),
            abi.encodeCall(paymaster.transferOwnership, (thief)),
            abi.encodeCall(paymaster.withdrawStake, (thief))
        ];
        for (uint256 i = 0; i < 8; ++i) {
            vm.prank(thief);
            (bool success,) = address(paymaster).call(calls[i]);
            assertFalse(success, string.concat(_kind(), ": is refused"));
        }
        _countRefused();
    }

    function _changesSponsored() private {
        PackedUserOperation memory op = _sponsoredOnce(0);
        uint256 way = _random(5);
        if (way == 0) op.callData = single(thief, 1, "");
        else if (way == 1) op.preVerificationGas += 1;
        else if (way == 2) op.accountGasLimits = bytes32(uint256(op.accountGasLimits) + 1);
        else if (way == 3) op.gasFees = bytes32(uint256(op.gasFees) + 1);
        else op.nonce = entryPoint.getNonce(op.sender, uint192(_between(1_000_000, type(uint64).max)));
        _unpaid(op, bytes(UNSIGNED));
    }

    function _replaysSponsored() private {
        PackedUserOperation memory op = _sponsoredOnce(0);
        promisedWei += maxCostOf(op);
        _paid(ONCE, op);
        _unpaid(op, "AA25 invalid account nonce");
    }

    /// @dev Changes one byte after the paymaster's address. The ledger and the formula judge whatever is accepted.
    function _chaosInData() private {
        uint256 p = _pick();
        (uint256[] memory paidBy, PackedUserOperation[] memory ops) = (new uint256[](1), new PackedUserOperation[](1));
        (paidBy[0], ops[0]) = (p, _operation(p, 0, 30_000));
        bytes memory data = ops[0].paymasterAndData;
        data[_between(20, data.length - 1)] = bytes1(uint8(_random(256)));
        ops[0] = _sign(p, ops[0]);
        if (_handle(paidBy, ops).length == 0) _countDone();
        else _countRefused();
    }
}
