// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {ContractOwner} from "../support/ContractOwner.sol";
import {WebAuthnSigner} from "../support/WebAuthnSigner.sol";
import {Grant, Permission} from "../support/Grant.sol";
import {Vault} from "../support/Vault.sol";

/// @dev What a script with the owner's key can take within 3.7 seconds, for each kind of owner and at each time. The
/// table of it is in docs/threats.md.
abstract contract ThiefTable is Vault {
    /// @dev Whether nothing may leave while this owner owns the account.
    function isVaultShut() internal pure virtual returns (bool);

    function test_atBirth() public {
        _tryEverything(isVaultShut());
    }

    function test_afterTenMinutes() public {
        vm.warp(vm.getBlockTimestamp() + 10 minutes);
        _tryEverything(isVaultShut());
    }

    function test_afterTwoHours() public {
        vm.warp(vm.getBlockTimestamp() + 2 hours);
        _tryEverything(isVaultShut());
    }

    /// @dev To the thief, at once: from a device key the thief gets the account, but nothing that it holds. From any other
    /// owner the thief must wait, and the owner may cancel.
    function test_handingOverToItself() public {
        ownerDoes(callChange(THIEF_KEY));
        isThiefs = isVaultShut();
        assertEq(account.owner().length == 20 && address(bytes20(account.owner())) == thief, isThiefs, "handed over");
        _tryEverything(isVaultShut());
        vm.warp(vm.getBlockTimestamp() + 1 days);
        _tryEverything(isVaultShut());
    }

    function test_afterTheDelay_whoWasNotStoppedHasEverything() public {
        ownerDoes(callChange(THIEF_KEY));
        vm.warp(vm.getBlockTimestamp() + 1 days + 1);
        if (isVaultShut()) account.release();
        else account.finishChange();
        isThiefs = true;
        _tryEverything(false);
    }

    /// @dev The owner can play, grant for play, and revoke at any time.
    function test_whatEveryOwnerMay() public {
        ownerDoes(packed(one(address(target), 0, abi.encodeCall(target.play, (2)))));
        assertEq(target.played(), 2, "played");
        Grant memory grant = makeGrant();
        handle(first(grant, callPlay(3), hint(0)));
        handle(use(grant, callPlay(4), hint(0)));
        assertEq(target.played(), 9, "a session plays");
        ownerDoes(packed(one(address(validator), 0, abi.encodeCall(validator.revoke, (sessionOf(grant))))));
        assertFalse(sessionNow(grant).isLive, "revoked");
        enable(_other());
        ownerDoes(packed(one(address(validator), 0, abi.encodeCall(validator.revokeAll, ()))));
        assertFalse(sessionNow(_other()).isLive, "all revoked");
    }

    function _other() private view returns (Grant memory grant) {
        grant = makeGrant();
        grant.nonceKey = laneOf(8);
    }

    function _tryEverything(bool isShut) private {
        _tryOperations(isShut);
        _trySessions(isShut);
        _trySignatures(isShut);
    }

    /// @dev Every theft, in every form, in every lane, whoever pays.
    function _tryOperations(bool isShut) private {
        Execution[] memory calls = thefts();
        uint192[2] memory lanes = [uint192(0), uint192(uint160(address(thiefsModule))) << 32];
        bytes[4] memory payers = [
            sponsoredByThief(),
            bytes(""),
            abi.encodePacked(account, uint128(100_000), uint128(0)),
            abi.encodePacked(address(0), uint128(100_000), uint128(0))
        ];
        bytes32 before = holdings();
        for (uint256 i = 0; i < calls.length; ++i) {
            bytes[] memory forms = formsOf(calls[i]);
            bool isTaken;
            uint256 state = vm.snapshotState();
            for (uint256 j = 0; j < forms.length * 8; ++j) {
                attempt(ownersOperation(forms[j / 8], payers[j % 4], lanes[j / 4 % 2]));
                if (isShut) assertEq(holdings(), before, "nothing left");
                isTaken = isTaken || holdings() != before;
            }
            vm.revertToState(state);
            assertEq(isTaken, !isShut, "an owner that is no device key may do this");
        }
    }

    /// @dev Grants for everything, with every paymaster.
    function _trySessions(bool isShut) private {
        Execution[] memory calls = thefts();
        string[12] memory texts = [
            "native transfer",
            "transfer(address,uint256)",
            "approve(address,uint256)",
            "safeTransferFrom(address,address,uint256,uint256,bytes)",
            "setApprovalForAll(address,bool)",
            "transferFrom(address,address,uint256)",
            "approve(address,uint256)",
            "withdrawTo(address,uint256)",
            "depositTo(address)",
            "installModule(uint256,address,bytes)",
            "setGuardians(bytes[],uint256)",
            "play(uint256)"
        ];
        bytes32 before = holdings();
        for (uint256 i = 0; i < calls.length; ++i) {
            for (uint256 payer = 0; payer < 2; ++payer) {
                uint256 state = vm.snapshotState();
                bool isTaken = _trySession(calls[i], texts[i], payer == 0 ? address(0) : address(thiefsPaymaster));
                if (isShut) assertEq(holdings(), before, "nothing left by a session");
                bool isOfAnybody = i < 7 || i == 11;
                assertEq(isTaken && holdings() != before, !isShut && isOfAnybody, texts[i]);
                vm.revertToState(state);
            }
        }
    }

    function _trySession(Execution memory theft, string memory text, address payer) private returns (bool) {
        Permission memory permission = permit(text);
        permission.target = theft.target;
        if (theft.value != 0) {
            permission.maxValue = 1 ether;
            permission.period = "session";
            permission.limits = limit("value", 1 ether);
        }
        Grant memory grant = grantOf(permission);
        grant.paymaster = payer;
        try this.signedFirst(grant, single(theft.target, theft.value, theft.callData)) returns (
            PackedUserOperation memory op
        ) {
            return attempt(op);
        } catch {
            return false;
        }
    }

    /// @dev The module's reader refuses some grants before there is anything to sign.
    function signedFirst(Grant memory grant, bytes memory data) external view returns (PackedUserOperation memory op) {
        op = operation(grant, data);
        if (grant.paymaster != address(0)) op.paymasterAndData = sponsoredByThief();
        return signFirst(op, grant, hint(0));
    }

    /// @dev As a marketplace or Permit2 asks for them: plain, and bound to the account as ERC-7739 requires.
    function _trySignatures(bool isShut) private view {
        bytes32 hash = keccak256("an order of everything");
        (bytes4 yes, bytes4 no) = (IERC1271.isValidSignature.selector, bytes4(0xffffffff));
        assertEq(account.isValidSignature(hash, signAsOwner(hash)), no, "plain");
        bytes memory bound = signAsOwner(personalDigest(hash));
        assertEq(account.isValidSignature(hash, bound), isShut ? no : yes, "bound to the account");
    }
}

contract DeviceKeyThiefTest is ThiefTable {
    function isVaultShut() internal pure override returns (bool) {
        return true;
    }

    function ownerBytes() internal view override returns (bytes memory) {
        return signerBytes(OWNER_KEY);
    }

    function signAsOwner(bytes32 digest) internal view override returns (bytes memory) {
        return isThiefs ? signSecp(THIEF_KEY, digest) : signP256(OWNER_KEY, digest);
    }
}

contract AddressThiefTest is ThiefTable {
    function isVaultShut() internal pure override returns (bool) {
        return false;
    }
}

contract PasskeyThiefTest is ThiefTable {
    address private _webAuthn;

    function setUp() public override {
        _webAuthn = deployWebAuthnVerifier();
        super.setUp();
    }

    function isVaultShut() internal pure override returns (bool) {
        return false;
    }

    function ownerBytes() internal view override returns (bytes memory) {
        return WebAuthnSigner.signer(_webAuthn, OWNER_KEY);
    }

    function signAsOwner(bytes32 digest) internal view override returns (bytes memory) {
        return isThiefs ? signSecp(THIEF_KEY, digest) : WebAuthnSigner.sign(OWNER_KEY, digest);
    }
}

contract ContractThiefTest is ThiefTable {
    ContractOwner private _wallet;

    function setUp() public override {
        _wallet = new ContractOwner(vm.addr(OWNER_KEY));
        super.setUp();
    }

    function isVaultShut() internal pure override returns (bool) {
        return false;
    }

    function ownerBytes() internal view override returns (bytes memory) {
        return abi.encodePacked(address(_wallet));
    }
}
