// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IPaymaster, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {SessionPaymaster} from "../../paymaster/SessionPaymaster.sol";
import {Voucher} from "../../paymaster/Voucher.sol";
import {Grant} from "../../session/Grant.sol";
import {ISessionValidator} from "../../session/ISessionValidator.sol";
import {SponsorHandler} from "./SponsorHandler.sol";
import {Waster} from "./Waster.sol";

/// @notice What the sponsor must not pay: a right operation with one thing wrong, refused for that very thing.
abstract contract SponsorThief is SponsorHandler {
    string private constant UNSIGNED = "AA34 signature error";

    function _dealThief() internal {
        _attack("asks for more than the voucher", _asksForMore);
        _attack("asks for more than the voucher in a bundle", _asksForMoreInABundle);
        _attack("has a larger budget than the voucher", _hasALargerBudget);
        _attack("costs more than the voucher says of one operation", _costsMore);
        _attack("shows the voucher of another account or session", _showsAnothers);
        _attack("signs a voucher himself", _signsHimself);
        _attack("shows a voucher of the former signer", _showsFormerSigners);
        _attack("shows a voucher outside its window", _showsOutsideItsWindow);
        _attack("shows a voucher without a window", _showsWithoutWindow);
        _attack("shows a voucher again", _showsAgain);
        _attack("shows data that is no voucher", _showsNoVoucher);
        _attack("does not ask the module", _doesNotAsk);
        _attack("asks the module about something else", _asksAboutAnother);
        _attack("gathers credits before the voucher is shown", _gathersCredits);
        _attack("plays although denied", _playsAlthoughDenied);
        _attack("calls the paymaster directly", _callsDirectly);
        _attack("changes an operation that was sponsored", _changesSponsored);
        _attack("replays an operation that was sponsored", _replaysSponsored);
        _chaos("chaos in the paymaster's data", _chaosInData);
    }

    function _unpaid(PackedUserOperation memory op, bytes memory reason) private {
        PackedUserOperation[] memory ops = new PackedUserOperation[](1);
        ops[0] = op;
        _unpaid(ops, reason);
    }

    function _unpaid(PackedUserOperation[] memory ops, bytes memory reason) private {
        bytes memory refusal = _handle(new uint256[](ops.length), ops);
        assertGt(refusal.length, 0, string.concat(_kind(), ": is refused"));
        assertEq(this.reasonOf(refusal), reason, string.concat(_kind(), ": is refused for this reason"));
        _countRefused();
    }

    function _unpaid(PackedUserOperation memory op, bytes4 selector) private {
        _unpaid(op, abi.encodePacked(selector));
    }

    function _simple(uint256 p) private view returns (PackedUserOperation memory) {
        return _sign(p, _operation(p, 0, 30_000));
    }

    function _fresh() private returns (uint256) {
        return _promise(_between(0.06 ether, 0.3 ether));
    }

    /// @dev A first operation with this voucher, whoever signed it.
    function _showing(uint256 p, Voucher memory voucher, uint256 key)
        private
        view
        returns (PackedUserOperation memory op)
    {
        op = _operation(p, 0, 30_000);
        op.paymasterAndData = sponsored(voucher, key);
        return _sign(p, op);
    }

    function _asksForMore() private {
        uint256 p = _promise(_between(1, maxCostOf(_simple(_fresh())) - 1));
        _unpaid(_simple(p), ISessionValidator.GasBudgetExceeded.selector);
    }

    /// @dev Enough for each alone, and a wei less than all of them.
    function _asksForMoreInABundle() private {
        uint256 count = _between(2, 5);
        uint256 p = _shownOne();
        PackedUserOperation[] memory ops = new PackedUserOperation[](count);
        for (uint256 i = 0; i < count; ++i) {
            ops[i] = _operation(p, 0, 30_000);
            ops[i].nonce += i;
            ops[i].preVerificationGas += (_leftOf(p) / count - maxCostOf(ops[i])) / 1 gwei + 1;
            ops[i] = _sign(p, ops[i]);
        }
        bool isDear = maxCostOf(ops[0]) > promises[p].voucher.maxOperationWei;
        _unpaid(ops, isDear ? bytes(UNSIGNED) : abi.encodePacked(ISessionValidator.GasBudgetExceeded.selector));
    }

    function _hasALargerBudget() private {
        uint256 p = _fresh();
        Voucher memory voucher = promises[p].voucher;
        voucher.maxWei -= uint64(_between(1, voucher.maxWei - 1));
        _unpaid(_showing(p, voucher, signerKey), SessionPaymaster.VoucherTooSmall.selector);
    }

    /// @dev When it is shown, or later.
    function _costsMore() private {
        uint256 p = _promise(1 ether);
        bool isFirst = _random(2) == 0;
        if (!isFirst) _paid(p, _simple(p));
        PackedUserOperation memory op = _operation(p, 0, 30_000);
        op.preVerificationGas += promises[p].voucher.maxOperationWei / 1 gwei;
        op = _sign(p, op);
        if (isFirst) _unpaid(op, SessionPaymaster.OperationTooDear.selector);
        else _unpaid(op, bytes(UNSIGNED));
    }

    function _showsAnothers() private {
        uint256 p = _fresh();
        Voucher memory voucher = promises[p].voucher;
        if (_random(2) == 0) voucher.account = address(hostiles[(_indexOf(p) + 1) % ACCOUNTS]);
        else voucher.session = bytes32(bytes28(keccak256(abi.encode(voucher.session))));
        _unpaid(_showing(p, voucher, signerKey), bytes(UNSIGNED));
    }

    function _signsHimself() private {
        uint256 p = _fresh();
        _unpaid(_showing(p, promises[p].voucher, THIEF_KEY), bytes(UNSIGNED));
    }

    /// @dev Also when that signer returns.
    function _showsFormerSigners() private {
        uint256 p = _fresh();
        PackedUserOperation memory op = _simple(p);
        uint256 former = signerKey;
        _nextSigner();
        if (_random(2) == 0) {
            vm.prank(operator);
            paymaster.setSigner(vm.addr(former));
            signerKey = former;
        }
        _unpaid(op, bytes(UNSIGNED));
    }

    function _showsOutsideItsWindow() private {
        uint256 p = _fresh();
        Voucher memory voucher = promises[p].voucher;
        bool isShort = _random(2) == 0;
        if (isShort) voucher.validUntil -= 1;
        else voucher.validAfter = uint48(vm.getBlockTimestamp());
        PackedUserOperation memory op = _showing(p, voucher, signerKey);
        if (isShort) _unpaid(op, SessionPaymaster.VoucherTooShort.selector);
        else _unpaid(op, "AA32 paymaster expired or not due");
    }

    function _showsWithoutWindow() private {
        uint256 p = _fresh();
        Voucher memory voucher = promises[p].voucher;
        voucher.validUntil = _random(2) == 0 ? 0 : uint48(_between(1 << 40, type(uint48).max));
        _unpaid(_showing(p, voucher, signerKey), SessionPaymaster.VoucherWindowInvalid.selector);
    }

    function _showsAgain() private {
        uint256 p = _shownOne();
        Voucher memory voucher = promises[p].voucher;
        voucher.generation = paymaster.generation();
        _unpaid(_showing(p, voucher, signerKey), bytes(UNSIGNED));
    }

    function _showsNoVoucher() private {
        uint256 p = _pick();
        PackedUserOperation memory op = _operation(p, 0, 30_000);
        op.paymasterAndData = bytes.concat(credited(), new bytes(_between(1, 60)));
        _unpaid(_sign(p, op), SessionPaymaster.PaymasterDataMalformed.selector);
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

    /// @dev Each of them has a credit without a note, and shows the same voucher, which is for the first alone.
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

    /// @dev One byte behind the paymaster's name. Whatever is accepted, the ledger and the formula judge it.
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
